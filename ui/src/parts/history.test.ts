// An act of a history in words: what stood there before is read, whatever was done.
import { describe, expect, it } from "vitest";
import type { HistoryChange, HistoryEntry } from "../wire";
import { entryChanges, entryReason, entryWho } from "./history";

const change = (field: string, before: string, after: string, isChoice = false): HistoryChange => ({ field, label: field, isChoice, before, after });
const entry = (over: Partial<HistoryEntry>): HistoryEntry => ({ seq: 1, on: "", at: "", role: "manager", isSelf: false, title: "", reason: "", refused: "", changes: [], ...over });

/** What stands beside one field that was changed. */
const words = (one: HistoryChange) => entryChanges(entry({ changes: [one] }))[0]!;

describe("a changed field", () => {
  it("tells the former and the new value", () => {
    expect(words(change("phone", "048-000-0001", "048-000-0002"))).toEqual({ label: "phone", lines: ["前：048-000-0001", "後：048-000-0002"] });
  });
  it("tells what was emptied", () => {
    expect(words(change("note", "右手の麻痺", "")).lines).toEqual(["前：右手の麻痺", "後：（空欄）"]);
  });
  it("tells what was taken back alone", () => {
    const taken = entry({ reason: "入れまちがい", changes: [change("from", "2026年12月1日", "")] });
    expect(entryChanges(taken)[0]!.lines).toEqual(["2026年12月1日"]);
  });
  it("tells what was added, or what the act was about, alone", () => {
    expect(words(change("phone", "", "048-000-0001")).lines).toEqual(["048-000-0001"]);
    expect(words(change("who", "架空 一郎", "架空 一郎")).lines).toEqual(["架空 一郎"]);
  });
  it("words choices, and yes and no where the field has none of its own", () => {
    expect(words(change("device_event", "inUse", "lost", true)).lines).toEqual(["前：使用中", "後：紛失"]);
    expect(words(change("man_go", "no", "yes", true)).lines).toEqual(["前：いいえ", "後：はい"]);
  });
  it("sets several people beside each other", () => {
    expect(words(change("heard", "", "架空 一郎\n仮名 澪")).lines).toEqual(["架空 一郎、仮名 澪"]);
  });
});

describe("an act", () => {
  it("says who did it and why", () => {
    const corrected = entry({ reason: "署名日の書き間違い", isSelf: true });
    expect(entryReason(corrected)).toBe("理由：署名日の書き間違い");
    expect(entryWho(corrected)).toBe("管理者（自分）");
    expect(entryWho(entry({ role: "deputy" }))).toBe("副管理者");
  });
  it("that a rule refused says what the rule said", () => {
    expect(entryReason(entry({ refused: "pledge_missing" }))).toBe("受け付けませんでした：誓約書がまだです");
  });
});
