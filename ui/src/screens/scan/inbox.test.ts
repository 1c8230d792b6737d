// Which page comes next, as she works through the inbox.
import { describe, expect, it } from "vitest";
import type { ScanLine, ScanState } from "../../wire";
import { inGroup, nextOf } from "./inbox";

const scan = (id: string, state: ScanState): ScanLine => ({
  id, state, doubt: null, fileName: "", page: 1, received: "", sheet: null, consent: null, aside: "", hasPicture: true,
});
const inbox = [scan("a", "unknown"), scan("b", "found"), scan("c", "check"), scan("d", "found"), scan("e", "aside")];

describe("the next page", () => {
  it("is the next that was found, and after the last the first", () => {
    expect(nextOf(inbox, "b")).toBe("d");
    expect(nextOf(inbox, "d")).toBe("b");
    expect(nextOf(inbox, null)).toBe("b");
  });
  it("is one that waits for an answer once all that were found are entered", () => {
    expect(nextOf([inbox[0]!, inbox[2]!, inbox[4]!], "b")).toBe("c");
    expect(nextOf([inbox[0]!, inbox[4]!], "b")).toBe("a");
  });
  it("is none when only pages put aside are left", () => {
    expect(nextOf([inbox[4]!], "b")).toBeNull();
  });
});

it("a group has its pages only", () => {
  expect(inGroup(inbox, "found").map((one) => one.id)).toEqual(["b", "d"]);
});
