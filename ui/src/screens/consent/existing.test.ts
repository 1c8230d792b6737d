// Entering a binder of older consents.
import { expect, it } from "vitest";
import { blankExisting, countOn, recorded, type Binder } from "./existing";

it("counts the day's entries and keeps the last place", () => {
  const before: Binder = { day: "", count: 0, place: "" };
  const one = recorded(before, "11月20日", "書庫 2段目");
  const two = recorded(one, "11月20日", "書庫 3段目");
  expect(countOn(two, "11月20日"), "two today").toBe(2);
  expect(countOn(two, "11月21日"), "another day begins at nothing").toBe(0);
  expect(recorded(two, "11月21日", "棚").count, "and counts from one").toBe(1);
  expect(blankExisting("7", two.place).place, "the place stays filled").toBe("書庫 3段目");
  expect(blankExisting("7", two.place).signedOn, "the day is hers to type").toBe("");
});
