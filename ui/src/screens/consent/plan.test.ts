// The interview and the signature as plain data.
import { expect, it } from "vitest";
import type { SignatureTyped } from "../../wire";
import { blankInterview, demandSigner, settled, tick } from "./plan";

const noOne = () => ({ name: { family: "", given: "", familyKana: "", givenKana: "" }, relationship: "", address: "" });
const signature: SignatureTyped = {
  signedOn: "",
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

it("asks for the person first, unless she came from the person's card", () => {
  expect(blankInterview(null).step, "whose?").toBe(0);
  expect(blankInterview("7").step, "known already").toBe(1);
});

it("goes on only when the signer is known", () => {
  const { plan } = blankInterview("7");
  expect(() => demandSigner({ ...plan, signer: "proxy" }), "a proxy without a person").toThrow();
  expect(() => demandSigner({ ...plan, signer: "proxy", proxyId: "1" }), "with one").not.toThrow();
  expect(() => demandSigner({ ...plan, signer: "family" }), "family without a person").toThrow();
  expect(() => demandSigner(plan), "the person alone").not.toThrow();
});

it("forgets a proxy chosen before when the person signs after all", () => {
  const { plan } = blankInterview("7");
  expect(settled({ ...plan, proxyId: "1", familyId: "2" }), "nobody else").toMatchObject({ proxyId: null, familyId: null });
});

it("keeps the person's own hand and a proxy apart", () => {
  const proxy = tick({ ...signature, byPerson: true, byFamily: true }, "byProxy", true);
  expect(proxy, "the person's tick goes, the family's stays").toMatchObject({ byPerson: false, byFamily: true, byProxy: true });
  expect(tick(proxy, "byPerson", true).byProxy, "and back").toBe(false);
});
