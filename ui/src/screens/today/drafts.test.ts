// Draft keys lead back to their forms.
import { expect, it } from "vitest";
import { draftTarget } from "./drafts";

it("leads a draft back to the form it came from", () => {
  expect(draftTarget("staff/new").screen, "a new person").toEqual({ at: "staff", id: null });
  expect(draftTarget("careRecipient/7").screen, "a card").toEqual({ at: "careRecipient", id: "7" });
  expect(draftTarget("consent/new").screen, "the interview").toEqual({ at: "consentNew", recipientId: null });
  expect(draftTarget("consent/7").screen, "the signature").toEqual({ at: "consent", id: "7", part: "sign" });
  expect(draftTarget("existing/7").screen, "a consent from the binder").toEqual({ at: "consentExisting", recipientId: "7" });
  expect(draftTarget("group/7").screen, "a group").toEqual({ at: "careRecipient", id: "7", part: "group" });
  expect(draftTarget("membership/7/3").screen, "somebody who joins: the person's card, not the group").toEqual({ at: "careRecipient", id: "7", part: "group" });
  expect(draftTarget("photoConsent/7").screen, "a picture").toEqual({ at: "careRecipient", id: "7", part: "photo" });
  expect(draftTarget("ownForm/staff-pledge").screen, "the blank").toEqual({ at: "ownForm", kind: "staff-pledge" });
  expect(draftTarget("packet/new").screen, "the visits").toEqual({ at: "packet" });
  expect(draftTarget("yearlyReport/2026").screen, "the year's figures").toEqual({ at: "yearlyReport", year: 2026 });
  expect(draftTarget("office/edit").screen, "the office").toEqual({ at: "settings" });
});
