// The signed sheet as plain data.
import { expect, it } from "vitest";
import type { SignatureTyped } from "../../wire";
import { asksFamilyDay, continued, ready, tick } from "./signature";

const noOne = () => ({ name: { family: "", given: "", familyKana: "", givenKana: "" }, relationship: "", address: "" });
const daughter = { ...noOne(), name: { ...noOne().name, family: "例示", given: "桜" }, relationship: "長女" };
const signature: SignatureTyped = {
  signedOn: "2026/8/3",
  byPerson: false,
  byFamily: false,
  family: noOne(),
  familySignedOn: "",
  noFamilyReason: "",
  byGuardian: false,
  guardian: noOne(),
  byProxy: false,
  proxy: noOne(),
  proxyReason: "",
  proxyIntentionConfirmed: false,
  explainedById: null,
};

it("keeps the person's own hand, a proxy and a guardian apart", () => {
  const proxy = tick({ ...signature, byPerson: true, byFamily: true }, "byProxy", true);
  expect(proxy, "the person's tick goes, the family's stays").toMatchObject({ byPerson: false, byFamily: true, byProxy: true });
  expect(tick(proxy, "byGuardian", true), "one of the three").toMatchObject({ byPerson: false, byProxy: false, byGuardian: true });
  expect(tick(proxy, "byFamily", false), "the family is nobody's rival").toMatchObject({ byProxy: true, byFamily: false });
});

it("goes on with the family's signature on another day", () => {
  const half = { ...signature, byPerson: true };
  const next = continued(half, "awaitingFamily", daughter);
  expect(next, "what was entered is kept, and the one foreseen stands there").toMatchObject({ signedOn: "2026/8/3", byPerson: true, byFamily: true, family: daughter });
  expect(asksFamilyDay(next), "her own day").toBe(true);
  expect(() => ready(next, { status: "awaitingFamily", bothSign: true }), "is needed, for the person's is another one").toThrow();
  expect(() => ready({ ...next, familySignedOn: "2026/8/14" }, { status: "awaitingFamily", bothSign: true }), "given").not.toThrow();
  expect(() => ready({ ...next, byFamily: false }, { status: "awaitingFamily", bothSign: true }), "there is no family").not.toThrow();
});

it("goes on with the person's signature without moving the family's day", () => {
  const half = { ...signature, byFamily: true, family: daughter, familySignedOn: "2026/8/3" };
  const next = tick(continued(half, "awaitingPerson", null), "byPerson", true);
  expect(next, "the day of the person is asked for anew").toMatchObject({ signedOn: "", familySignedOn: "2026/8/3" });
  expect(continued(half, "inForce", null), "a correction begins from what is kept").toBe(half);
});

it("sends nothing from a field that is not on screen", () => {
  const alone = { ...signature, byFamily: true, familySignedOn: "2026/8/1" };
  expect(ready(alone, { status: "printed", bothSign: false }).familySignedOn, "the family alone has one day").toBe("");
  expect(ready({ ...alone, byPerson: true }, { status: "printed", bothSign: false }).familySignedOn, "beside the person their own").toBe("2026/8/1");
  const reason = { ...signature, byPerson: true, noFamilyReason: "家族なし" };
  expect(ready(reason, { status: "printed", bothSign: true }).noFamilyReason, "where both sign").toBe("家族なし");
  expect(ready(reason, { status: "printed", bothSign: false }).noFamilyReason, "nobody asks").toBe("");
  expect(ready({ ...reason, byFamily: true }, { status: "printed", bothSign: true }).noFamilyReason, "a family signed after all").toBe("");
});
