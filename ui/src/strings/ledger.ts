// The sentences that the ledgers have in common.

export const ledger = {
  print: "印刷する",
  /** What is printed for a time without standing under 台帳 by that name. */
  printed: { members: "グループへの参加と解除", submissions: "提出" },
  printTitle: (ledger: string) => `台帳「${ledger}」を印刷する`,
  printLead: "期間を入れると、その間の記録だけを印刷します。空欄なら、すべてを印刷します。",
  from: "いつから",
  until: "いつまで",
  make: "紙面を作る",
  all: "すべて",
  filter: "状態でしぼる",
  search: "ことばでさがす",
  manager: "管理者",
  void: "取り消す",
  voidNot: "取り消さない",
  voidOf: (what: string) => `取り消す：${what}`,
  voidReason: "取り消す理由",
  voidHint: "記録は消えません。理由といっしょに残ります。",
  voided: "取り消しました。理由といっしょに、操作の記録に残りました。",
  saved: "保存しました。",
  empty: "まだ何もありません。",
  notFound: "見つかりません。",
};
