// Entering a binder of older consents: what stays from one to the next, and how many there were today.
// Holds no name; leaves the entry itself to ExistingNew.
import type { ExistingConsentTyped } from "../../wire";

/** How far she is: the day as shown, the count of that day, and the place that was typed last. */
export type Binder = { day: string; count: number; place: string };

/** Lives as long as the window, so that going to register somebody new does not begin again. */
export const binder: Binder = { day: "", count: 0, place: "" };

/** The count of this day; another day begins at nothing. */
export const countOn = (so: Binder, day: string) => (so.day === day ? so.count : 0);

/** One more was recorded. */
export const recorded = (so: Binder, day: string, place: string): Binder => ({ day, count: countOn(so, day) + 1, place });

/** The form for the next person: only the place is filled. */
export const blankExisting = (recipientId: string, place: string): ExistingConsentTyped => ({
  recipientId,
  signer: "person",
  familyToo: false,
  noFamilyReason: "",
  signedOn: "",
  place,
});
