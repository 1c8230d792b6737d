// Where the one button of a duty leads.
import type { Screen } from "../../screens";
import type { Duty } from "../../wire";

/** The screen behind the button; `null` when the duty is closed right where it stands, by a date. */
export function dutyScreen(duty: Duty): Screen | null {
  const id = duty.subjectId;
  switch (duty.step) {
    case "closeByDate":
      return null;
    case "staffRole":
      return id ? { at: "staff", id, part: "role" } : { at: "staffList", choosing: "mcsManager" };
    case "staffPledge":
      return id ? { at: "staff", id, part: "pledge" } : { at: "staffList" };
    case "staffJoining":
      return id ? { at: "staff", id, part: "joining" } : { at: "staffList" };
    case "staffLeaving":
      return id ? { at: "staff", id, part: "leaving" } : { at: "staffList" };
    case "passwords":
      return { at: "passwords" };
    case "submission":
      return { at: "papers", part: "submission" };
    case "paper":
      if (duty.region) return { at: "paper", order: { kind: "inRegion", region: duty.region, form: duty.paper ?? "staffNotice", staffId: null, datedOn: "" } };
      return { at: "paper", order: { kind: "ofOffice", form: duty.paper ?? "staffNotice", datedOn: "" } };
    case "consentSign":
      return id ? { at: "consent", id, part: "sign" } : { at: "careRecipients" };
    case "consentCopy":
      return id ? { at: "consent", id, part: "copy" } : { at: "careRecipients" };
    case "consentOriginal":
      return id ? { at: "consent", id, part: "original" } : { at: "careRecipients" };
    case "consentDoctorCopy":
      return id ? { at: "consent", id, part: "doctorCopy" } : { at: "careRecipients" };
    case "recipient":
      return { at: "careRecipients" };
    case "group":
      return id ? { at: "group", id } : { at: "groups" };
    case "staffGroups":
      return id ? { at: "staff", id, part: "groups" } : { at: "staffList" };
    case "consentWithdrawal":
      return id ? { at: "consent", id, part: "withdrawal" } : { at: "careRecipients" };
    case "device":
      return { at: "device", id };
    case "deviceCheck":
      return { at: "deviceRound", id: id ?? undefined };
    case "takeoutDecision":
    case "takeoutReturn":
      return { at: "takeout", id };
    case "training":
      return { at: "training" };
    case "guidelineCheck":
      return { at: "guidelineChecks" };
    case "yearlyReport":
      return { at: "yearlyReport" };
    case "incident":
      return { at: "incident", id };
    case "draft":
      return { at: "today" };
  }
}
