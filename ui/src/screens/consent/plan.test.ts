// The interview as plain data.
import { expect, it } from "vitest";
import type { FamilyMemberTyped, Quoted, StaffLine } from "../../wire";
import { blankInterview, blockOf, demandSigner, demandTarget, namesake, obtainedAs, settled, signersOf, stepsOf, waysOf } from "./plan";

const clause: Quoted = { clause: "第3条", quotation: "次の各号に掲げる患者とする。" };
/** A region that asks nothing beside the signer, as 朝霞. */
const plain = { bothSign: false, targets: [], onBehalf: null, directLink: null };
const either = { bothSign: false };

it("asks for the person first, unless she came from the person's card", () => {
  expect(blankInterview(null).step, "whose?").toBe("whose");
  expect(blankInterview("7").step, "known already").toBe("signer");
});

it("asks about the region's own rule only where there is one", () => {
  expect(stepsOf(plain), "朝霞 asks nothing more").not.toContain("rule");
  expect(stepsOf({ ...plain, targets: [{ key: "visiting", label: "", source: clause }] }), "熊谷 第3条").toContain("rule");
  expect(stepsOf({ ...plain, onBehalf: clause }), "宮崎 細則 第16条").toContain("rule");
  expect(waysOf({ onBehalf: clause, directLink: clause }), "the ruled way comes first").toEqual(["ruled", "onBehalf", "directLink"]);
});

it("offers no family alone where both sign", () => {
  expect(signersOf({ bothSign: true }), "清瀬 第6条").not.toContain("family");
  expect(signersOf(either), "everybody").toEqual(["person", "family", "proxy", "guardian"]);
});

it("goes on only when the signer is known", () => {
  const { plan } = blankInterview("7");
  expect(() => demandSigner({ ...plan, signer: "proxy" }, either), "a proxy without a person").toThrow();
  expect(() => demandSigner({ ...plan, signer: "proxy", proxyId: "1" }, either), "with one").not.toThrow();
  expect(() => demandSigner({ ...plan, signer: "family" }, either), "family without a person").toThrow();
  expect(() => demandSigner(plan, either), "the person alone").not.toThrow();
  expect(() => demandSigner({ ...plan, signer: "family", familyId: "1" }, { bothSign: true }), "a draft of another region").toThrow();
});

it("prints nothing before the target is chosen, where one is", () => {
  const { plan } = blankInterview("7");
  const rules = { targets: [{ key: "visiting", label: "", source: clause }] };
  expect(() => demandTarget(plan, rules), "none chosen").toThrow();
  expect(() => demandTarget({ ...plan, target: "gone" }, rules), "one that is no choice any more").toThrow();
  expect(() => demandTarget({ ...plan, target: "visiting" }, rules), "chosen").not.toThrow();
  expect(() => demandTarget(plan, plain), "nobody asks").not.toThrow();
});

it("forgets a proxy chosen before when the person signs after all", () => {
  const { plan } = blankInterview("7");
  const chosen = { ...plan, proxyId: "1", familyId: "2" };
  expect(settled(chosen, false), "nobody else").toMatchObject({ proxyId: null, familyId: null });
  expect(settled(chosen, true), "the family signs beside the person").toMatchObject({ proxyId: null, familyId: "2" });
});

it("keeps the physician's request while the kind stays", () => {
  const request = obtainedAs("onBehalf", { kind: "ruled" });
  expect(request, "blank, to be filled in").toMatchObject({ kind: "onBehalf", doctor: "" });
  const filled = { ...request, doctor: "仮名 次郎" };
  expect(obtainedAs("onBehalf", filled), "chosen again").toBe(filled);
  expect(obtainedAs("directLink", filled), "another way").toEqual({ kind: "directLink" });
});

it("notices a proxy with the name of one of our own staff", () => {
  const colleague = (name: string, status: StaffLine["status"] = "active") => ({ name, status }) as StaffLine;
  const proxy = { family: "架空", given: "一郎" };
  expect(namesake(proxy, [colleague("架空 一郎")])?.name, "the same name").toBe("架空 一郎");
  expect(namesake(proxy, [colleague("架空　一郎")]), "another blank").toBeTruthy();
  expect(namesake(proxy, [colleague("架空 一郎", "left")]), "somebody who left").toBeUndefined();
  expect(namesake(proxy, [colleague("架空 みどり")]), "another name").toBeUndefined();
  expect(namesake(undefined, [colleague("")]), "nobody chosen").toBeUndefined();
});

it("takes the address of the house for a member who lives there", () => {
  const member: FamilyMemberTyped = {
    id: "1", name: { family: "例示", given: "桜", familyKana: "", givenKana: "" }, relationship: "長女", sameAddress: true, address: "", phone: "",
  };
  expect(blockOf(member, { address: "みほん市" }).address, "at home").toBe("みほん市");
  expect(blockOf({ ...member, sameAddress: false, address: "例示町" }, { address: "みほん市" }).address, "elsewhere").toBe("例示町");
});
