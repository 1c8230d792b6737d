// What a group needs, as plain data.
import { expect, it } from "vitest";
import type { ConsentLine, Group } from "../../wire";
import { blankGroup, blankMember, isMet, nextEvents, sentMember } from "./group";

const consent = (status: ConsentLine["status"]) => ({ status }) as ConsentLine;

it("says what is there and what is missing", () => {
  const typed = blankGroup("care", "7");
  expect(isMet("consent", [], typed), "no consent at all").toBe(false);
  expect(isMet("consent", [consent("awaitingFamily"), consent("void")], typed), "half signed or void is none").toBe(false);
  expect(isMet("consent", [consent("inForce")], typed), "in force").toBe(true);
  expect(isMet("groupManager", [], { ...typed, manager: { staffId: "1", name: "", office: "" } }), "chosen in the form").toBe(true);
  expect(isMet("doctorInstruction", [], typed), "not recorded").toBe(false);
  expect(isMet("target", [consent("inForce")], typed), "only Rust knows").toBeNull();
});

it("sends the agreement only of the family, and only where the region asks", () => {
  const typed = { ...blankMember(), kind: "family" as const, office: "みほん診療所", agreedOn: "2026/12/1" };
  expect(sentMember(typed, true), "熊谷 第5条(3)").toMatchObject({ office: "", agreedOn: "2026/12/1" });
  expect(sentMember(typed, false).agreedOn, "nobody asks").toBe("");
  expect(sentMember({ ...typed, kind: "colleague" }, true), "of a colleague neither").toMatchObject({ office: "みほん診療所", agreedOn: "" });
});

it("speaks of full deletion only after somebody asked, and never of an open group's", () => {
  const group = (state: Group["state"], kinds: string[] = [], recipientId: string | null = "7") =>
    ({ state, recipientId, events: kinds.map((kind) => ({ kind, voidReason: "" })) }) as unknown as Group;
  expect(nextEvents(group("active")), "in use").toEqual(["archived", "deletionRequested"]);
  expect(nextEvents(group("active", [], null)), "no patient in it").toEqual(["archived"]);
  expect(nextEvents(group("deletionRequested", ["opened", "deletionRequested"])), "asked").toEqual(["deletionSent"]);
  expect(nextEvents(group("deletionRequested", ["deletionRequested", "deletionSent"])), "sent").toEqual(["deleted"]);
  expect(nextEvents(group("deleted")), "the end").toEqual([]);
});
