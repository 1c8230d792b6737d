// The signed sheet as plain data: which boxes exclude each other, how a half-signed one is continued, and
// what is sent. Leaves the rules of a signature to Rust.
import { fieldFailure } from "../../failure";
import type { ConsentLine, ConsentStatus, SignatureTyped, SignerTyped } from "../../wire";

/** The person's own hand, somebody who writes for them, and a guardian: at most one of them. */
const HANDS = ["byPerson", "byProxy", "byGuardian"] as const;
export type Signer = (typeof HANDS)[number] | "byFamily";

/** A signature with one box ticked or not. */
export function tick(signature: SignatureTyped, who: Signer, on: boolean): SignatureTyped {
  const next = { ...signature, [who]: on };
  if (on && who !== "byFamily") for (const other of HANDS) if (other !== who) next[other] = false;
  return next;
}

/** Whether the person's side signed. */
export const handOf = (signature: SignatureTyped) => HANDS.some((hand) => signature[hand]);

/** What was entered, ready for the signature that is missing; `family` is who the interview foresaw. */
export function continued(signature: SignatureTyped, status: ConsentStatus, family: SignerTyped | null = null): SignatureTyped {
  if (status === "awaitingFamily") {
    const known = signature.family.name.family !== "" || family === null;
    return { ...signature, byFamily: true, family: known ? signature.family : family };
  }
  // The day that is kept is the family's, and stays theirs; the person's is asked for.
  if (status === "awaitingPerson") return { ...signature, signedOn: "" };
  return signature;
}

/** Whether the family's day is asked for beside the person's. */
export const asksFamilyDay = (signature: SignatureTyped) => signature.byFamily && handOf(signature);

/**
 * What is sent: nothing from a field that is not on screen. Throws when the family came on another day and that
 * day is missing.
 */
export function ready(signature: SignatureTyped, { status, bothSign }: Pick<ConsentLine, "status" | "bothSign">): SignatureTyped {
  const familySignedOn = asksFamilyDay(signature) ? signature.familySignedOn : "";
  if (status === "awaitingFamily" && signature.byFamily && familySignedOn.trim() === "") throw fieldFailure("familySignedOn", "required");
  return { ...signature, familySignedOn, noFamilyReason: bothSign && !signature.byFamily ? signature.noFamilyReason : "" };
}
