// The round of visits: its order, and what goes to Rust.
import { expect, it } from "vitest";
import { blankRound, moved, orderOf, type Visit } from "./packet";

const visit = (recipientId: string, rest: Partial<Visit> = {}): Visit => ({
  recipientId,
  name: recipientId,
  signer: null,
  memberId: null,
  explainedById: null,
  note: "",
  ...rest,
});

it("moves a visit, and nothing beyond the ends", () => {
  expect(moved(["a", "b", "c"], 2, 0), "to the front").toEqual(["c", "a", "b"]);
  expect(moved(["a", "b", "c"], 0, 1), "one later").toEqual(["b", "a", "c"]);
  expect(moved(["a", "b"], 0, -1), "the first stays first").toEqual(["a", "b"]);
  expect(moved(["a", "b"], 1, 2), "the last stays last").toEqual(["a", "b"]);
});

it("asks for the papers in the order of the visits", () => {
  const round = { ...blankRound(), visitOn: "2026-11-25", visits: [visit("2"), visit("1", { signer: "proxy", memberId: "9", note: "麻痺" })] };
  const order = orderOf(round);
  if (order.kind !== "packet") throw new Error("a packet");
  expect(order.visits.map((plan) => plan.recipientId), "as she put them").toEqual(["2", "1"]);
  expect(order.visits.map((plan) => plan.visitOn), "one day for all").toEqual(["2026-11-25", "2026-11-25"]);
  expect([order.visits[0]!.signer, order.visits[0]!.proxyId], "the person signs").toEqual(["person", null]);
  expect([order.visits[1]!.proxyId, order.visits[1]!.familyId, order.visits[1]!.proxyReason], "who writes, and why").toEqual(["9", null, "麻痺"]);
});

it("does not ask for papers of nobody", () => {
  expect(() => orderOf(blankRound())).toThrow();
});
