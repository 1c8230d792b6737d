// Drafts are written in time, once, in order, and not after they were dropped.
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Autosave, PAUSE_MS } from "./autosave";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function desk() {
  const written: string[] = [];
  const saver = new Autosave({
    save: async (body) => void written.push(body),
    drop: async () => void written.push("(dropped)"),
  });
  return { saver, written };
}

it("saves within a second of a pause, once", async () => {
  const { saver, written } = desk();
  saver.changed("か");
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  saver.changed("かめい");
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  expect(written, "typing goes on: not yet").toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(written, "the newest text only").toEqual(["かめい"]);
  expect(PAUSE_MS, "within a second").toBeLessThan(1000);
});

it("saves at once on leaving, and not again", async () => {
  const { saver, written } = desk();
  saver.changed("かめい");
  await saver.flush();
  expect(written, "written when flush is done").toEqual(["かめい"]);
  await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
  expect(written, "the timer is off").toEqual(["かめい"]);
});

it("writes nothing after the draft was dropped", async () => {
  const { saver, written } = desk();
  saver.changed("かめい");
  await saver.drop();
  await vi.advanceTimersByTimeAsync(PAUSE_MS * 2);
  expect(written, "what waited is gone").toEqual(["(dropped)"]);
});

it("writes in order and goes on after a failure", async () => {
  const written: string[] = [];
  const saver = new Autosave({
    save: async (body) => {
      if (body === "一") throw new Error("disk full");
      written.push(body);
    },
    drop: async () => undefined,
  });
  saver.changed("一");
  void saver.flush();
  saver.changed("二");
  await saver.flush();
  expect(written, "the second is written although the first failed").toEqual(["二"]);
});
