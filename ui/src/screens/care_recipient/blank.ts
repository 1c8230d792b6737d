// Empty forms of a care recipient and of a member of the family.
import type { CareRecipientTyped, FamilyMemberTyped } from "../../wire";

const noName = () => ({ family: "", given: "", familyKana: "", givenKana: "" });

export const blankRecipient = (): CareRecipientTyped => ({
  name: noName(),
  bornOn: "",
  postalCode: "",
  address: "",
  phone: "",
  note: "",
  family: [],
});

/** Most families live together; the tick is taken off where they do not. */
export const blankMember = (): FamilyMemberTyped => ({
  id: null,
  name: noName(),
  relationship: "",
  sameAddress: true,
  address: "",
  phone: "",
});
