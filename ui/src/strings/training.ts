// The sentences of 研修・講習会 and of ガイドラインの確認.

export const training = {
  title: "研修・講習会",
  add: "研修を記録する",
  newTitle: "研修を記録する",
  education: "教育についての決まり",
  regular: "定期の研修",
  on: "行った日",
  kind: "種類",
  name: "題",
  teacher: "講師",
  material: "資料",
  attendees: "出席した人",
  attendeesHint: "欠席した人は印を外してください。あとで受けたら、その日を一覧で入れられます。",
  laterOn: "あとで受けた日",
  record: "記録する",
  rate: (heard: number, all: number) => `${all}人のうち${heard}人が受講`,
  absent: "欠席",
  later: (on: string) => `後日受講（${on}）`,
  enterLater: "あとで受けた日を入れる",
  enterLaterOf: (who: string) => `あとで受けた日を入れる：${who}`,
  teacherOf: (who: string) => `講師：${who}`,
  materialOf: (what: string) => `資料：${what}`,
  noStaff: "職員がまだいません。先に登録してください。",
};

export const guidelineCheck = {
  title: "ガイドラインの確認",
  lead: "MCSが決まりのとおりに使われているかを確かめて、残します。",
  on: "確かめた日",
  by: "確かめた人",
  result: "結果",
  inOrder: "適切に使われている",
  notInOrder: "直すところがある",
  note: "気づいたこと・直すところ",
  record: "記録する",
  columns: { on: "日", by: "確かめた人", result: "結果", note: "気づいたこと", undo: "" },
};
