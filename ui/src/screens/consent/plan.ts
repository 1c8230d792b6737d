// The interview as plain data: which questions a region asks, what is still missing before the next one,
// and whom a plan names. Leaves the rules of a consent to Rust.
import { fieldFailure } from "../../failure";
import type { CareRecipientTyped, ConsentPlanTyped, FamilyMemberTyped, ObtainedAsTyped, PolicyRules, SignerKind, SignerTyped, StaffLine } from "../../wire";

/** A question of the interview. */
export type Step = "whose" | "signer" | "explain" | "rule" | "confirm";

/** The interview as kept in its draft. */
export type Interview = { step: Step; plan: ConsentPlanTyped };

/** What of the region's rules the interview asks by. */
type Rules = Pick<PolicyRules, "bothSign" | "targets" | "onBehalf" | "directLink">;

export const blankInterview = (recipientId: string | null): Interview => ({
  step: recipientId ? "signer" : "whose",
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

/** The questions in order; one about the region's own rule comes only where the region has one. */
export function stepsOf(rules: Rules): Step[] {
  const asks = rules.targets.length > 0 || waysOf(rules).length > 1;
  return asks ? ["whose", "signer", "explain", "rule", "confirm"] : ["whose", "signer", "explain", "confirm"];
}

/** As what a consent may be obtained here; the ruled way first. */
export function waysOf(rules: Pick<Rules, "onBehalf" | "directLink">): ObtainedAsTyped["kind"][] {
  return ["ruled", ...(rules.onBehalf ? (["onBehalf"] as const) : []), ...(rules.directLink ? (["directLink"] as const) : [])];
}

/** Who may be expected to sign; where both sign, the family alone is no answer (清瀬 第6条). */
export function signersOf(rules: Pick<Rules, "bothSign">): SignerKind[] {
  return rules.bothSign ? ["person", "proxy", "guardian"] : ["person", "family", "proxy", "guardian"];
}

/** A blank answer of a kind; what was typed of the physician's request stays. */
export function obtainedAs(kind: ObtainedAsTyped["kind"], before: ObtainedAsTyped): ObtainedAsTyped {
  if (kind === before.kind) return before;
  return kind === "onBehalf" ? { kind, doctor: "", clinic: "", requestedOn: "", means: "" } : { kind };
}

/** Leaves only who belongs to the kind of signer: a proxy chosen before is none when the person signs. */
export function settled(plan: ConsentPlanTyped, bothSign: boolean): ConsentPlanTyped {
  return {
    ...plan,
    familyId: plan.signer === "family" || bothSign ? plan.familyId : null,
    proxyId: plan.signer === "proxy" ? plan.proxyId : null,
    proxyReason: plan.signer === "proxy" ? plan.proxyReason : "",
  };
}

/** Throws what is missing before the signer is settled. */
export function demandSigner(plan: ConsentPlanTyped, rules: Pick<Rules, "bothSign">): void {
  if (!signersOf(rules).includes(plan.signer)) throw fieldFailure("signer", "not_chosen");
  if (plan.signer === "family" && !plan.familyId) throw fieldFailure("familyId", "not_chosen");
  if (plan.signer === "proxy" && !plan.proxyId) throw fieldFailure("proxyId", "not_chosen");
}

/** Throws when the region lets one choose whose data may be shared, and nothing is chosen (熊谷 第3条). */
export function demandTarget(plan: ConsentPlanTyped, rules: Pick<Rules, "targets">): void {
  const chosen = rules.targets.some((target) => target.key === plan.target);
  if (rules.targets.length > 0 && !chosen) throw fieldFailure("target", "not_chosen");
}

/** The member of staff who bears the same name as this one; a blank between the halves does not matter. */
export function namesake(member: { family: string; given: string } | undefined, people: readonly StaffLine[]): StaffLine | undefined {
  const bare = (name: string) => name.normalize("NFKC").replace(/\s+/gu, "");
  const name = member ? bare(member.family + member.given) : "";
  return name ? people.find((line) => line.status !== "left" && bare(line.name) === name) : undefined;
}

/** A member of the family as a signer's block. */
export function blockOf(member: FamilyMemberTyped, home: Pick<CareRecipientTyped, "address">): SignerTyped {
  return { name: { ...member.name }, relationship: member.relationship, address: member.sameAddress ? home.address : member.address };
}
