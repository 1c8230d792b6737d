// When the program takes the desk for empty.
import { expect, it } from "vitest";
import { Idle } from "./idle";

it("is over after the minutes without a touch, and begins anew with one", () => {
  const idle = new Idle(0);
  expect(idle.isOver(5 * 60_000 - 1, 5), "one millisecond before").toBe(false);
  expect(idle.isOver(5 * 60_000, 5), "five minutes").toBe(true);
  expect(idle.isOver(-60 * 60_000, 5), "a clock put back never keeps the desk open").toBe(true);
  idle.touch(4 * 60_000);
  expect(idle.isOver(8 * 60_000, 5), "a key after four minutes").toBe(false);
});
