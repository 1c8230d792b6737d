// What a group needs and what is there already, as plain data. Leaves the decision to Rust.
import type { CareRecipientCard, ConsentLine, Group, GroupEventKind, GroupEventTyped, GroupKind, GroupTyped, MembershipTyped, NeedKind, ReleaseTyped } from "../../wire";

/** A group before anything is typed. */
export const blankGroup = (kind: GroupKind, recipientId: string | null): GroupTyped => ({
  kind,
  recipientId,
  name: "",
  purpose: "",
  wantsListing: false,
  second: false,
  openedOn: "",
  manager: { staffId: null, name: "", office: "" },
  instructed: false,
  doctor: "",
  clinic: "",
  instructedOn: "",
  means: "",
  doctorIsMember: false,
  arrangement: "",
  delegated: false,
});

export const blankMember = (): MembershipTyped => ({
  kind: null,
  staffId: null,
  name: "",
  office: "",
  role: "",
  agreedOn: "",
  invitedOn: "",
  approvedOn: "",
  joinedOn: "",
});

export const blankEvent = (kind: GroupEventKind, party: string): GroupEventTyped => ({
  kind,
  on: "",
  reason: null,
  party,
  means: "",
  note: "",
  releaseMembers: false,
});

export const blankRelease = (): ReleaseTyped => ({ offCaseOn: "", on: "", why: "offCase", note: "" });

/** Whether a need is met, as far as the card and the form say; `null` where only Rust can tell. */
export function isMet(need: NeedKind, consents: readonly ConsentLine[], typed: GroupTyped): boolean | null {
  switch (need) {
    case "consent":
      // Whether the one in force speaks of a group at all is for Rust to say (宮崎 第16条).
      return consents.some((line) => line.status === "inForce");
    case "groupManager":
      return typed.manager.staffId !== null || typed.manager.name.trim() !== "";
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
export function sentMember(typed: MembershipTyped, mustAgree: boolean): MembershipTyped {
  const family = typed.kind === "family";
  const own = typed.kind === "staff";
  return {
    ...typed,
    staffId: own ? typed.staffId : null,
    office: family || own ? "" : typed.office,
    agreedOn: family && mustAgree ? typed.agreedOn : "",
  };
}

/** What may be recorded next; 完全削除 is named only once somebody asked for it. */
export function nextEvents(group: Group): GroupEventKind[] {
  const patient: GroupEventKind[] = group.recipientId === null ? [] : ["deletionRequested"];
  switch (group.state) {
    case "active":
      return ["archived", ...patient];
    case "archived":
      return ["reopened", ...patient];
    case "deletionRequested":
      return group.events.filter((event) => !event.voidReason).at(-1)?.kind === "deletionSent" ? ["deleted"] : ["deletionSent"];
    case "deleted":
    case "void":
      return [];
  }
}
