// Which rows of a table are shown.
export const PARTS = ["faults", "same", "all"] as const;
export type Part = (typeof PARTS)[number];
