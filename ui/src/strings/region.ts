// The sentences of the manager who changed, delegation, and further regions, all in 設定.

export const managerChange = {
  title: "管理者が替わったとき",
  lead: "名前の直しではなく、別の方に替わったときに入れます。前の方の名前も残ります。",
  since: "替わった日",
  change: "新しい管理者を記録する",
  history: "これまでの管理者",
  term: (name: string, since: string) => (since ? `${name}（${since}から）` : name),
};

export const delegation = {
  title: "連携元事業所の管理の委託",
  label: (to: string) => `${to}に委託している`,
  note: "委託しているときは、一つのIDを複数の職員に入れることができます。",
};

export const furtherRegions = {
  title: "ほかの地区にも届け出る",
  lead: "二つ以上の地区で活動しているときに選びます。すること・用紙・届出が、地区ごとに並びます。",
};
