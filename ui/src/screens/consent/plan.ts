// The interview and the signature as plain data: what is asked, what is still missing before the next
// question, and which boxes exclude each other. Leaves the rules of a consent to Rust.
import { fieldFailure } from "../../failure";
import type { ConsentPlanTyped, SignatureTyped } from "../../wire";

/** The interview as kept in its draft. */
export type Interview = { step: number; plan: ConsentPlanTyped };

export const blankInterview = (recipientId: string | null): Interview => ({
  step: recipientId ? 1 : 0,
  plan: {
    recipientId: recipientId ?? "",
    signer: "person",
    familyId: null,
    proxyId: null,
    proxyReason: "",
    explainedById: null,
    visitOn: "",
    preprint: true,
    obtainedAs: { kind: "ruled" },
    target: "",
  },
});

/** Leaves only who belongs to the kind of signer: a proxy chosen before is none when the person signs. */
export function settled(plan: ConsentPlanTyped): ConsentPlanTyped {
  return {
    ...plan,
    familyId: plan.signer === "family" ? plan.familyId : null,
    proxyId: plan.signer === "proxy" ? plan.proxyId : null,
    proxyReason: plan.signer === "proxy" ? plan.proxyReason : "",
  };
}

/** Throws what is missing before the signer is settled. */
export function demandSigner(plan: ConsentPlanTyped): void {
  if (plan.signer === "family" && !plan.familyId) throw fieldFailure("familyId", "not_chosen");
  if (plan.signer === "proxy" && !plan.proxyId) throw fieldFailure("proxyId", "not_chosen");
}

/** A signature with one box ticked or not: the person's own hand and a proxy exclude each other. */
export function tick(signature: SignatureTyped, who: "byPerson" | "byFamily" | "byProxy", on: boolean): SignatureTyped {
  const next = { ...signature, [who]: on };
  if (on && who === "byPerson") next.byProxy = false;
  if (on && who === "byProxy") next.byPerson = false;
  return next;
}
