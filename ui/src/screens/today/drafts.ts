// What an unfinished draft is called and where it leads. Owns the reading of draft keys:
// `staff/new`, `staff/<id>`, `careRecipient/…`, `consent/…`, `sheet/…`, `packet/new`, `office/edit`, `office/manager`,
// `device/…`, `takeout/new`, `ownForm/<kind>`, and what is typed on the card of a care recipient: `existing/<id>`,
// `group/<id>`, `membership/<id>/<group>`, `photoConsent/<id>`; `yearlyReport/<year>`.
import type { Screen } from "../../screens";
import { today } from "../../strings";
import { device } from "../../strings/device";
import { takeout } from "../../strings/takeout";

export type DraftTarget = { name: string; screen: Screen; noun: "staff" | "careRecipient" | "consent" | null; id: string | null };

export function draftTarget(key: string): DraftTarget {
  const [noun, rest = "new"] = key.split("/");
  const id = rest === "new" ? null : rest;
  const names = today.draftNames;
  switch (noun) {
    case "staff":
      return { name: id ? names.staff : names.staffNew, screen: { at: "staff", id }, noun, id };
    case "careRecipient":
      return { name: id ? names.careRecipient : names.careRecipientNew, screen: { at: "careRecipient", id }, noun, id };
    case "consent":
      return id
        ? { name: names.consent, screen: { at: "consent", id, part: "sign" }, noun, id }
        : { name: names.consentNew, screen: { at: "consentNew", recipientId: null }, noun, id };
    case "existing":
      return { name: names.existing, screen: { at: "consentExisting", recipientId: id }, noun: "careRecipient", id };
    case "group":
      return { name: names.group, screen: { at: "careRecipient", id, part: "group" }, noun: "careRecipient", id };
    case "membership":
      return { name: names.groupMember, screen: { at: "careRecipient", id, part: "group" }, noun: "careRecipient", id };
    case "photoConsent":
      return { name: names.photoConsent, screen: { at: "careRecipient", id, part: "photo" }, noun: "careRecipient", id };
    case "sheet":
      return { name: names.sheet, screen: id ? { at: "scans", consentId: id } : { at: "scans" }, noun: "consent", id };
    case "packet":
      return { name: names.packet, screen: { at: "packet" }, noun: null, id: null };
    case "office":
      return { name: rest === "manager" ? names.manager : names.office, screen: { at: "settings" }, noun: null, id: null };
    case "device":
      return { name: id ? device.basics : device.newTitle, screen: { at: "device", id }, noun: null, id: null };
    case "takeout":
      return { name: takeout.newTitle, screen: { at: "takeout", id: null }, noun: null, id: null };
    case "yearlyReport":
      return { name: names.yearlyReport, screen: { at: "yearlyReport", year: Number(rest) }, noun: null, id: null };
    case "ownForm":
      return { name: names.ownForm, screen: { at: "ownForm", kind: rest }, noun: null, id: null };
    default:
      return { name: names.other, screen: { at: "today" }, noun: null, id: null };
  }
}
