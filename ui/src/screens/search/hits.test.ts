// What was found stands in order, leads somewhere, and the arrow keys go through it.
import { expect, it } from "vitest";
import type { CareRecipientLine, SearchFound } from "../../wire";
import { hitsOf, moved, stopsOf } from "./hits";
import { placesOf } from "./places";

const NONE = { lines: [], total: 0 };
const EMPTY: SearchFound = {
  staff: NONE,
  careRecipients: NONE,
  family: NONE,
  consents: NONE,
  groups: NONE,
  devices: NONE,
  takeouts: NONE,
  trainings: NONE,
  incidents: NONE,
  submissions: NONE,
  duties: NONE,
  papers: [],
  takenBack: NONE,
};
const ume: CareRecipientLine = { id: "u", name: "例示 梅", kana: "れいじ うめ", born: "", age: 93, consent: null, ended: "died" };

it("leads to the card, and says whose care has ended", () => {
  const found = { ...EMPTY, careRecipients: { lines: [ume], total: 7 } };
  const [hits] = hitsOf("れいじ", found, () => null);
  expect(hits).toMatchObject({ noun: "careRecipients", total: 7, rest: 6, list: { at: "careRecipients", query: "れいじ" } });
  expect(hits?.lines[0]).toMatchObject({ name: "例示 梅", mark: "終了（死亡）", screen: { at: "careRecipient", id: "u" } });
});

it("leads from a family member to the care recipient's card", () => {
  const sakura = { id: "s", name: "例示 桜", kana: "れいじ さくら", relationship: "長女", recipient: ume };
  const [hits] = hitsOf("さくら", { ...EMPTY, family: { lines: [sakura], total: 1 } }, () => null);
  expect(hits?.lines[0]).toMatchObject({ name: "例示 桜", note: "れいじ さくら　例示 梅さんのご家族（長女）", screen: { at: "careRecipient", id: "u" } });
});

it("leads from what was taken back to the list whose history tells it", () => {
  const takenBack = { lines: [{ noun: "care_recipient", id: "x", name: "例示 誤" }], total: 1 };
  const [hits] = hitsOf("あやまり", { ...EMPTY, takenBack }, () => null);
  expect(hits?.lines[0]).toMatchObject({ mark: "取り消し", screen: { at: "careRecipients" } });
});

it("puts people before the places of the program, and gives every line a key of its own", () => {
  const papers = [{ kind: "patientConsent" as const, title: "別紙様式4" }];
  const hits = hitsOf("様式", { ...EMPTY, careRecipients: { lines: [ume], total: 1 }, papers }, () => null);
  expect(hits.map((one) => one.noun)).toEqual(["careRecipients", "papers", "places"]);
  const keys = stopsOf(hits).map((one) => one.key);
  expect(new Set(keys).size).toBe(keys.length);
});

it("has the list of a noun among the stops, where there is one", () => {
  const found = { ...EMPTY, careRecipients: { lines: [ume], total: 2 }, family: { lines: [{ ...ume, relationship: "長女", recipient: ume }], total: 2 } };
  const stops = stopsOf(hitsOf("れいじ", found, () => null));
  expect(stops.map((one) => one.key)).toEqual(["careRecipients/u", "careRecipients/more", "family/u"]);
});

it("goes round with the arrow keys", () => {
  expect([moved("ArrowDown", 0, 3), moved("ArrowDown", 2, 3), moved("ArrowUp", 0, 3), moved("ArrowUp", 1, 3)]).toEqual([1, 0, 2, 0]);
  expect([moved("ArrowDown", 0, 0), moved("Home", 1, 3), moved("a", 1, 3)]).toEqual([null, null, null]);
});

it("finds the places by name, in any kana, and by other words", () => {
  const names = (query: string) => placesOf(query).map((place) => place.name);
  expect(names("設定")[0]).toBe("設定");
  expect(names("ねんじほうこく"), "no reading is kept of a place").toEqual([]);
  expect(names("年次報告")[0]).toBe("年次報告・年間のまとめ");
  expect(names("タブレット"), "by what it is about").toContain("端末");
  expect(names("たぶれっと")).toEqual(names("ﾀﾌﾞﾚｯﾄ"));
  expect(names("パスワードを忘れた")).toEqual(["回復キーをもう一度印刷する"]);
  expect(names("　")).toEqual([]);
});
