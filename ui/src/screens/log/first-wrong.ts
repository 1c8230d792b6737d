// What the check of the log says of the first wrong act. Words stand in strings/log.ts.
import { log } from "../../strings/log";
import type { WrongAct } from "../../wire";

/** Names the act by its place and its date, as far as these can still be read. */
export function firstWrong({ number, isMissing, recorded }: WrongAct): string {
  return isMissing ? log.missing(number, recorded) : log.wrong(number, recorded);
}
