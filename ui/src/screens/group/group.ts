// What a group needs and what is there already, as plain data. Leaves the decision to Rust.
import type { CareGroupTyped, CareRecipientCard, ConsentLine, GroupMemberTyped, NeedKind } from "../../wire";

/** A group before anything is typed. */
export const blankGroup = (recipientId: string): CareGroupTyped => ({
  recipientId,
  openedOn: "",
  managerId: null,
  instructed: false,
  doctor: "",
  clinic: "",
  instructedOn: "",
  means: "",
  doctorIsMember: false,
});

export const blankMember = (): GroupMemberTyped => ({ kind: null, name: "", office: "", role: "", joinedOn: "", agreedOn: "" });

/** Whether a need is met, as far as the card and the form say; `null` where only Rust can tell. */
export function isMet(need: NeedKind, consents: readonly ConsentLine[], typed: CareGroupTyped): boolean | null {
  switch (need) {
    case "consent":
      // Whether the one in force speaks of a group at all is for Rust to say (宮崎 第16条).
      return consents.some((line) => line.status === "inForce");
    case "groupManager":
      return typed.managerId !== null;
    case "doctorInstruction":
      return typed.instructed;
    case "doctorMember":
      return typed.doctorIsMember;
    case "target":
      return null;
  }
}

/** The consent that waits for its second signature, if one does. */
export const halfSigned = (card: CareRecipientCard) =>
  card.consents.find((line) => line.status === "awaitingFamily" || line.status === "awaitingPerson");

/** What is sent: nothing from fields that are not on screen. */
export function sentMember(typed: GroupMemberTyped, mustAgree: boolean): GroupMemberTyped {
  const family = typed.kind === "family";
  return { ...typed, office: family ? "" : typed.office, agreedOn: family && mustAgree ? typed.agreedOn : "" };
}
