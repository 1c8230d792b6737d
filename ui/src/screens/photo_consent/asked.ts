// Whom a region lets one ask about a picture, as plain data. Leaves refusing to Rust.
import type { PhotoAsked, PhotoConsentKind, PhotoConsentTyped } from "../../wire";

/** Where the document is silent, anybody may be asked. */
export function kindsOf(rule: PhotoAsked | null): PhotoConsentKind[] {
  if (!rule) return ["person", "family", "facilityPrior"];
  return [...(rule.person ? (["person"] as const) : []), ...(rule.family ? (["family"] as const) : []), ...(rule.facilityPrior ? (["facilityPrior"] as const) : [])];
}

export const blankPhotoConsent = (recipientId: string, kind: PhotoConsentKind): PhotoConsentTyped => ({
  recipientId,
  on: "",
  kind,
  subject: "",
  purpose: "",
  means: "",
  takenById: null,
});
