// From what was found to lines under the heading of their noun, in the order in which she looks for things, each with the
// screen it opens; and where the arrow keys lead among them.
import type { Screen } from "../../screens";
import { careRecipient, consent, staff, submission } from "../../strings";
import { device } from "../../strings/device";
import { ending } from "../../strings/ending";
import { group } from "../../strings/group";
import { incident } from "../../strings/incident";
import { search as say } from "../../strings/search";
import { takeout } from "../../strings/takeout";
import type { CareRecipientLine, Duty, GroupLine, PaperKind, Portion, SearchFound } from "../../wire";
import { placesOf } from "./places";

/** How many of each noun are shown. */
export const MOST = 5;

/** A line; `mark` says where it stands: who left, what is over, what was taken back. */
export type Hit = { key: string; name: string; note: string; mark: string; screen: Screen };
export type Noun = keyof typeof say.nouns;
/** The lines of a noun; `rest` are not shown, and stand in a list that opens with the same text. */
export type Hits = { noun: Noun; total: number; lines: Hit[]; rest: number; list: Screen | null };

/** What was found for a text, with the places of the program; nouns that found nothing are left out. */
export function hitsOf(query: string, found: SearchFound, dutyScreen: (duty: Duty) => Screen | null): Hits[] {
  const places = placesOf(query);
  const of = <Line>(noun: Noun, portion: Portion<Line>, list: Screen | null, hit: (line: Line) => Hit): Hits => ({
    noun,
    total: portion.total,
    lines: portion.lines.map((line) => ({ ...hit(line), key: `${noun}/${hit(line).key}` })),
    rest: portion.total - portion.lines.length,
    list,
  });
  const whole = <Line>(lines: Line[]): Portion<Line> => ({ lines: lines.slice(0, MOST), total: lines.length });
  const all: Hits[] = [
    of("careRecipients", found.careRecipients, { at: "careRecipients", query }, recipientHit),
    of("staff", found.staff, { at: "staffList", query }, (line) => ({
      key: line.id,
      name: line.name,
      note: beside(line.kana, line.profession),
      mark: staff.status[line.status],
      screen: { at: "staff", id: line.id },
    })),
    of("family", found.family, null, (line) => ({
      ...recipientHit(line.recipient),
      key: line.id,
      name: line.name,
      note: beside(line.kana, say.familyOf(line.recipient.name, line.relationship)),
    })),
    of("consents", found.consents, null, (line) => ({
      key: line.id,
      name: line.controlNumber,
      note: say.consentOf(line.recipientName),
      mark: consent.status[line.status],
      screen: { at: "consent", id: line.id },
    })),
    of("duties", found.duties, { at: "today" }, (line) => ({
      key: line.id,
      name: line.title,
      note: beside(line.subject ?? "", say.until(line.due)),
      mark: "",
      screen: dutyScreen(line) ?? { at: "today" },
    })),
    of("groups", found.groups, { at: "groups", query }, groupHit),
    of("devices", found.devices, { at: "devices", query }, (line) => ({
      key: line.id,
      name: line.name,
      note: line.holder,
      mark: device.states[line.state] ?? "",
      screen: { at: "device", id: line.id },
    })),
    of("takeouts", found.takeouts, { at: "takeouts", query }, (line) => ({
      key: line.id,
      name: line.applicant,
      note: beside([...line.devices, line.medium, line.content].filter(Boolean).join("／"), takeout.period(line)),
      mark: takeout.states[line.state] ?? "",
      screen: { at: "takeout", id: line.id },
    })),
    of("trainings", found.trainings, { at: "trainings", query }, (line) => ({
      key: line.id,
      name: line.title,
      note: line.on,
      mark: "",
      screen: { at: "trainings", query: line.title },
    })),
    of("incidents", found.incidents, { at: "incidents", query }, (line) => ({
      key: line.id,
      name: incident.causes[line.cause] ?? "",
      note: beside(line.known, line.device, line.person),
      mark: line.closed ? incident.noneLeft : "",
      screen: { at: "incident", id: line.id },
    })),
    of("submissions", found.submissions, { at: "papers", part: "submission", query }, (line) => ({
      key: line.id,
      name: line.items.join("、"),
      note: beside(line.sent, line.destination),
      mark: submission.status[line.status],
      screen: { at: "papers", part: "submission", query },
    })),
    of("papers", whole(found.papers), { at: "papers" }, (line) => ({ key: line.kind, name: line.title, note: "", mark: "", screen: paperScreen(line.kind) })),
    of("places", { lines: places, total: places.length }, null, (place) => ({ ...place, mark: "" })),
    of("takenBack", found.takenBack, null, (line) => ({
      key: `${line.noun}/${line.id}`,
      name: line.name,
      note: say.takenBack[line.noun] ?? "",
      mark: say.takenBackMark,
      screen: takenBackScreen(line.noun, line.id),
    })),
  ];
  return all.filter((one) => one.total > 0);
}

function recipientHit(line: CareRecipientLine): Hit {
  return {
    key: line.id,
    name: line.name,
    note: beside(line.kana, line.age === null ? "" : careRecipient.age(line.age)),
    mark: line.ended ? ending.chips[line.ended] : "",
    screen: { at: "careRecipient", id: line.id },
  };
}

function groupHit(line: GroupLine): Hit {
  return { key: line.id, name: line.name, note: beside(line.kana, group.kinds[line.kind]), mark: group.states[line.state], screen: { at: "group", id: line.id } };
}

/** Where a paper of the region is made, as 書類 has it. */
function paperScreen(kind: PaperKind): Screen {
  if (kind === "patientConsent") return { at: "consentNew", recipientId: null };
  if (kind === "staffPledge") return { at: "papers" };
  return { at: "paper", order: { kind: "ofOffice", form: kind, datedOn: "" } };
}

/** What was taken back stands in the history of its list; a group keeps its card. */
function takenBackScreen(noun: string, id: string): Screen {
  switch (noun) {
    case "staff":
      return { at: "staffList" };
    case "care_recipient":
      return { at: "careRecipients" };
    case "group":
      return { at: "group", id };
    case "device":
      return { at: "devices" };
    case "takeout":
      return { at: "takeouts" };
    case "training":
      return { at: "trainings" };
    case "incident":
      return { at: "incidents" };
    default:
      return { at: "papers", part: "submission" };
  }
}

const beside = (...words: string[]) => words.filter(Boolean).join("　");

/** Everything that the arrow keys go through, in order: the lines, and after those of a noun its list. */
export function stopsOf(hits: Hits[]): { key: string; screen: Screen }[] {
  return hits.flatMap((one) => [...one.lines, ...(one.rest > 0 && one.list ? [{ key: `${one.noun}/more`, screen: one.list }] : [])]);
}

/** Where an arrow key leads from the line at `at` of `count`: round the end; `null` for any other key. */
export function moved(key: string, at: number, count: number): number | null {
  if (count === 0 || (key !== "ArrowDown" && key !== "ArrowUp")) return null;
  return (at + (key === "ArrowDown" ? 1 : count - 1)) % count;
}
