// The check of the log names the first wrong act, however little of it can be read.
import { describe, expect, it } from "vitest";
import { office } from "../../strings";
import { log } from "../../strings/log";
import { firstWrong } from "./first-wrong";

describe("the first wrong act", () => {
  const recorded = "2026年11月20日（令和8年・金） 14:05";

  it("is named with its place and its date", () => {
    const said = firstWrong({ number: 7, isMissing: false, recorded });
    expect(said, "which").toContain("7番目");
    expect(said, "when").toContain(recorded);
  });

  it("that is missing is named by the one before it", () => {
    const said = firstWrong({ number: 7, isMissing: true, recorded });
    expect(said, "it is not there").toContain("ありません");
    expect(said, "where to look").toContain(recorded);
  });

  it("whose date cannot be read has no empty brackets", () => {
    for (const isMissing of [false, true]) {
      expect(firstWrong({ number: 7, isMissing, recorded: "" }), "a whole sentence").not.toMatch(/（）| です/);
    }
  });

  it("and a whole log are told in the words asked for", () => {
    expect(log.whole(12), "nothing changed").toBe("記録は変更されていません（12件）");
    expect(office.postalMonth("2026-10"), "the month of the postal codes").toBe("郵便番号データ：2026年10月版");
  });
});
