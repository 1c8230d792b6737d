// The day of the head, read back.
import { expect, test } from "vitest";
import { typedDay } from "./today";

test("the day that is shown can be typed over", () => {
  expect(typedDay("2026年11月20日（令和8年・金）"), "the Western form reads back").toBe("2026/11/20");
  expect(typedDay(undefined), "before the state is there").toBe("");
});
