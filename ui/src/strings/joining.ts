// The sentences of joining (入職の手順) and pauses. Refusals stand in strings.ts.
import type { JoinKind } from "../wire";

export const joining = {
  title: "入職の手順",
  lead: "上から順に進めてください。済んだものには日付が残ります。",
  allDone: "入職の手順は、すべて済んでいます。",
  show: "手順を表示する",
  hide: "手順を隠す",
  kinds: {
    registered: "登録日を入れる",
    pledge: "誓約書を印刷して、署名日を入れる",
    course: "講習会を受けてもらう（ビデオでも可）",
    profession: "職種を入れる",
    mcsId: "MCSのIDを取って、入れる",
    tick: "",
    notice: "届け出る",
  } satisfies Record<JoinKind, string>,
  done: (on: string) => (on ? `済み：${on}` : "済み"),
  enterDay: "済んだ日を入れる",
  on: "済んだ日",
  record: "この日で済みにする",
  toFields: "下の欄に入れる",
  toPledge: "誓約書の欄へ",
  toNotice: "届出の用紙を作る",
};

export const pause = {
  title: "休止（産休など）",
  none: "休止の記録はありません。",
  from: "休む初めの日",
  until: "休む終わりの日",
  untilHint: "まだ決まっていなければ、空欄でかまいません。",
  begin: "休止を記録する",
  end: "終わりの日を記録する",
};
