// The steps of the size of type, and what an odd stored value becomes.
import { expect, it } from "vitest";
import { nextScale, rootSize } from "./text-scale";

it("goes up and down by steps and stops at both ends", () => {
  expect(nextScale(100, 1), "one step up").toBe(125);
  expect(nextScale(200, 1), "the largest stays").toBe(200);
  expect(nextScale(125, -1), "one step down").toBe(100);
  expect(nextScale(100, -1), "the smallest stays").toBe(100);
  expect(nextScale(130, 1), "a size of an older version finds its way back").toBe(150);
});

it("keeps the page readable whatever was stored", () => {
  expect(rootSize(100), "the base").toBe(18);
  expect(rootSize(200), "twice").toBe(36);
  expect(rootSize(0), "never smaller than the base").toBe(18);
});
