// One act of a history in words. Owns how a field with its former value is said; what it is called stands in the entry itself.
import { failures, keys } from "../strings";
import { choices, history as say } from "../strings/history";
import type { HistoryChange, HistoryEntry } from "../wire";

/** Why: the reason that was typed, or what the rule said. */
export function entryReason({ reason, refused }: HistoryEntry): string {
  if (refused) return say.refused(failures[refused]?.happened ?? "");
  return reason && say.reason(reason);
}

/** Who did it: the role that 開ける人 shows. */
export function entryWho({ role, isSelf }: HistoryEntry): string {
  const word = (keys.role as Record<string, string>)[role] ?? "";
  return isSelf ? say.self(word) : word;
}

const YES_NO: Record<string, string> = { yes: say.yes, no: say.no };

/** Whether an act took back what it names, so that nothing of it stands there any more; that is never without a reason. */
const isTaken = ({ reason, changes }: HistoryEntry) => reason !== "" && changes.every(({ before, after }) => before === after || after === "");

/** The fields of an act, each with what stood there and what stands there then. */
export const entryChanges = (entry: HistoryEntry) => entry.changes.map((change) => changeWords(change, isTaken(entry)));

/** What was added, what was taken back and what an act was about stands there alone. */
function changeWords({ field, label, isChoice, before, after }: HistoryChange, taken: boolean): { label: string; lines: string[] } {
  const word = (value: string) => (isChoice ? (choices[field]?.[value] ?? YES_NO[value] ?? value) : value.split("\n").join("、"));
  if (before === after || before === "") return { label, lines: [word(after)] };
  if (taken) return { label, lines: [word(before)] };
  return { label, lines: [say.from(word(before)), say.to(after === "" ? say.empty : word(after))] };
}
