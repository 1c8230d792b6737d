// The order of the inbox. Owns the groups and which page comes next; leaves the looks to the screen.
import type { ScanLine, ScanState } from "../../wire";

/** The groups as they stand below each other. */
export const GROUPS = ["found", "check", "unknown", "aside"] as const satisfies readonly ScanState[];

/** The pages of a group. */
export function inGroup(scans: readonly ScanLine[], group: ScanState): ScanLine[] {
  return scans.filter((scan) => scan.state === group);
}

/** The page that is shown after `last`: the next that was found, else one that waits for an answer, else none. */
export function nextOf(scans: readonly ScanLine[], last: string | null): string | null {
  const found = inGroup(scans, "found");
  const here = found.findIndex((scan) => scan.id === last);
  const next = found[here + 1] ?? found[0] ?? inGroup(scans, "check")[0] ?? inGroup(scans, "unknown")[0];
  return next?.id ?? null;
}
