// The sentences of まとめて登録: a table of Excel or CSV is looked at, mended and taken over.
import { naming, problems } from "../strings";
import type { ImportOddity, ImportPlace, ImportRemark } from "../wire";

/** C列5行目. */
const at = ({ letters, row }: ImportPlace) => `${letters}列${row}行目`;

const kinds = { staff: "職員", careRecipients: "患者さん" };

/** What is said of a cell beside what the forms say. */
const cells: Record<string, { happened: string; todo: string }> = {
  unreadable: { happened: "読めない文字があります。", todo: "Excelで開いて書き直し、保存してから選び直してください。" },
  otherEncoding: { happened: "この欄だけ、文字の種類がほかと違います。", todo: "Excelで開いて文字が正しいか確かめ、「CSV UTF-8」で保存し直してください。" },
  errorValue: { happened: "Excelのエラー（#N/Aなど）になっています。", todo: "正しい値を入れて、保存し直してください。" },
  not_split: { happened: "姓と名の間が空いていないため、全部を「姓」として登録します。", todo: "分けるときは、Excelで姓と名の間を空けてください。" },
  zero_added: { happened: "Excelで消えた先頭の「0」を補います。", todo: "" },
};

const oddities: Record<string, (places: string) => string> = {
  otherEncoding: (places) => `文字の種類が混ざっています（${places}）。Excelで開いて文字が正しいか確かめ、「CSV UTF-8」で保存し直してください。`,
  unreadable: (places) => `読めない文字があります（${places}）。その行は、直すまで登録しません。`,
  errorValue: (places) => `Excelのエラーになっている欄があります（${places}）。その行は、直すまで登録しません。`,
  merged: (places) => `結合されたセルがあります（${places}）。値は、左上の欄だけにあるものとして読みました。`,
  formula: (places) => `式の入った欄があります（${places}）。式は使わず、Excelが最後に計算した値を読みました。`,
};

export const importing = {
  title: "まとめて登録する（Excel）",
  titleOf: { staff: "職員をまとめて登録する", careRecipients: "患者さんをまとめて登録する" },
  open: "まとめて登録する（Excel）",
  openOf: { staff: "職員をまとめて登録する", careRecipients: "患者さんをまとめて登録する" },
  lead: "ExcelやCSVの名簿から、職員と患者さん（ご家族、前からある同意書も）を登録します。",
  steps: {
    staff: "名簿のExcel（xlsx・xls）かCSVを選ぶと、登録する前に内容を確かめられます。確かめるまで、何も登録しません。",
    careRecipients: "名簿のExcel（xlsx・xls）かCSVを選ぶと、登録する前に内容を確かめられます。ご家族と、前からある同意書も一緒に登録できます。確かめるまで、何も登録しません。",
  },
  choose: "Excel・CSVを選ぶ",
  chooseAgain: "直したファイルを選び直す",
  template: "ひな形を保存する",
  templateLead: "名簿がまだないときは、ひな形のExcelに書き込んでから選んでください。見出しがひな形と違っていても読み取れます。",
  templateKept: (folder: string) => `ひな形を保存しました（${folder}）。`,
  notKept: "保存しませんでした。",
  file: (name: string) => `${name} を見ています。まだ登録していません。`,
  table: "どの表を読みますか",
  tableNone: "（名前のない表）",
  head: "見出しの行",
  headRow: (row: number, text: string) => `${row}行目：${text}`,
  columnsTitle: "1. 列の対応を確かめる",
  columnsLead: "左の列を、どの項目として登録するかです。違っていたら選び直してください。次に同じ見出しの表を読むときも、この対応を使います。",
  columns: { column: "列と見出し", sample: "はじめの値", field: "登録する項目" },
  columnOf: (letters: string, heading: string) => `${letters}列　${heading || "（見出しなし）"}`,
  fieldOf: (letters: string, heading: string) => `${letters}列「${heading || "見出しなし"}」の項目`,
  skip: "登録しない",
  missing: (labels: string) => `${labels}の列がありません。上の対応で選ぶか、Excelに列を足してください。`,
  rowsTitle: "2. 登録する方を確かめる",
  counts: (ready: number) => `登録する：${ready}名`,
  faulty: (count: number) => `直すところがある：${count}名`,
  leftOut: (count: number) => `もういるので登録しない：${count}名`,
  examples: (count: number) => `記入例：${count}行（登録しません）`,
  filter: "表示する行",
  parts: { faults: "直すところがある行", same: "もういる方の行", all: "すべての行" },
  none: { faults: "直すところのある行はありません。", same: "もういる方の行はありません。", all: "登録する行がありません。" },
  rowColumns: { row: "行", name: "氏名", state: "どうするか", remarks: "お知らせ" },
  row: (row: number) => `${row}行目`,
  ready: "登録する",
  fault: "直すまで登録しない",
  example: "記入例",
  same: { record: "同じ方がすでにいます。", row: (row: number) => `${row}行目と同じ方です。` },
  choiceOf: (row: number, name: string) => `${row}行目 ${name}さんをどうしますか`,
  choices: { leaveOut: "登録しない", add: "別の方として登録する", consentOnly: "同意書だけを加える" },
  confirm: (ready: number) => `この${ready}名を登録する`,
  confirmTitle: "3. 登録する",
  confirmLead: (faulty: number) => (faulty > 0 ? `直すところのある${faulty}名は登録しません。Excelを直して選び直すと、登録した方は「もういる方」として除かれます。` : "登録したあとでも、ほかの記録がないうちは、まとめて取り消せます。"),
  nothing: "登録できる行がまだありません。",
  done: (count: number) => `${count}名を登録しました。`,
  working: "登録しています…",
  before: "これまでにまとめて登録したもの",
  beforeColumns: { number: "番号", on: "登録した日時", kind: "内容", count: "件数", undo: "" },
  kinds,
  count: (brought: number, there: number) => (there === brought ? `${brought}件` : `${brought}件（うち${brought - there}件は取り消し）`),
  undo: (number: number) => `${number}番の登録`,
  undone: (taken: number) => `${taken}件の登録を取り消しました。`,
  kept: (names: string) => `ほかの記録があるため、次の方はそのまま残しました：${names}`,

  oddity: ({ code, count, places }: ImportOddity): string => {
    const shown = places.map(at).join("、") + (count > places.length ? `など${count}か所` : "");
    return oddities[code]?.(shown) ?? shown;
  },
  /** 「C列5行目 生年月日：この日付は存在しません。…」 */
  remark: ({ place, label, code, suggestion }: ImportRemark): string => {
    const where = place ? `${at(place)} ${label}` : `${label}（列がありません）`;
    const own = cells[code];
    const said = own ? own.happened + own.todo : "";
    const known = problems[code];
    const words = own ? said : known ? naming(known.happened + known.why + known.todo, "") : "受け付けられない値です。Excelを直してください。";
    return `${where}：${words}${suggestion ? `「${suggestion}」ではありませんか。` : ""}`;
  },
};
