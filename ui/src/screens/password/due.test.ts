// The words of AC-11 for the next day of a password.
import { expect, test } from "vitest";
import { dueWords } from "./due";

const line = (daysLeft: number | null, kind: "short" | "long" | null = "short") => ({ id: "", name: "", mcsId: "", kind, changed: "", due: "", dueIsTarget: false, daysLeft });

test("the next day is said as AC-11 says it", () => {
  expect(dueWords(line(0)).text, "a").toBe("本日まで");
  expect(dueWords(line(-1)).text, "b").toBe("1日超過");
  expect(dueWords(line(-20)).text, "c").toBe("20日超過");
  expect(dueWords(line(null, "long")).text, "d").toBe("変更不要（13文字以上）");
  expect(dueWords(line(30)).text, "宮崎 a").toBe("あと30日");
  expect(dueWords(line(null, null)).text, "nobody knows").toBe("記録がありません");
});
