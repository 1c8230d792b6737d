// The words of 記録の点検: the check of the log, the code on a paper, and what was done in a time.

export const log = {
  title: "記録の点検",
  lead: "だれが、いつ、何をしたかの記録です。連携帳が自動で残し、あとから変えたり消したりはできません。月に一度は見て、「点検記録」を印刷してとじておくと安心です。",
  print: "点検記録を印刷する",
  open: "記録の点検を開く",

  checkTitle: "書かれたときのままか",
  checkLead: "すべての記録が、書かれたときのままかを確かめます。",
  check: "記録を点検する",
  whole: (rows: number) => `記録は変更されていません（${rows}件）`,
  wrong: (number: number, recorded: string) =>
    recorded ? `${number}番目の操作（${recorded}）が、書かれたときのままではありません。` : `${number}番目の操作が、書かれたときのままではありません。`,
  missing: (number: number, recorded: string) =>
    recorded ? `${number}番目の操作がありません。その前の操作は ${recorded} です。` : `${number}番目の操作がありません。`,
  todo: "この画面の内容を書き留め、ファイルには触れずに、控え（バックアップ）を用意して、パソコンに詳しい方に相談してください。",

  codeTitle: "紙に印刷した控えの番号",
  codeLead: "点検記録や年次報告に印刷された番号（例：3F9A-01BC-77D2-E840）を入れると、その紙を作ったときの記録が、いまも残っているかを確かめます。",
  codeLabel: "控えの番号",
  codeCheck: "番号を確かめる",
  codeFound: (number: number, recorded: string) => `この番号は、${number}番目の記録（${recorded}）のものです。`,
  codeLater: (later: number) => (later === 0 ? "いちばん新しい記録です。" : `そのあとに${later}件の記録があります。`),
  codeMissing: "控えの番号が記録にありません",
  codeMissingWhy: "番号の打ちまちがいでなければ、その紙を作ったあとに、記録が古いものに戻されたか、入れ替えられています。",
  codeNow: (code: string, number: number) => `いまの控えの番号は ${code}（${number}番目の記録まで）です。`,

  listTitle: "記録を見る",
  from: "いつから",
  until: "いつまで",
  look: "この期間を見る",
  kind: "種類でしぼる",
  all: "すべて",
  kinds: {
    door: "開く・ロック",
    look: "患者さんの記録を見た",
    change: "登録・変更",
    paper: "印刷",
    removal: "取り消し・廃棄",
    refusal: "受け付けなかった操作",
    key: "パスワード・回復キー",
    warning: "確かめたいこと",
  } as Record<string, string>,
  counted: (word: string, count: number) => `${word}（${count}）`,
  columns: { when: "いつ・だれが", what: "したこと", whom: "だれの記録か", number: "番号" },
  none: "この期間の記録はありません。",
};
