// What the check of the log says of the first wrong act. Words stand in strings.ts.
import { keys } from "../../strings";
import type { WrongAct } from "../../wire";

/** Names the act by its place and its date, as far as these can still be read. */
export function firstWrong({ number, isMissing, recorded }: WrongAct): string {
  return isMissing ? keys.logMissing(number, recorded) : keys.logWrong(number, recorded);
}
