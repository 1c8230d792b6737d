// The day of the program's clock, ready to be typed over. Owns reading it from what the head of a page shows.

/** `2026/11/20` from `2026年11月20日（令和8年・金）`; empty when there is none. */
export function typedDay(shown: string | undefined): string {
  const found = /^(\d+)年(\d+)月(\d+)日/.exec(shown ?? "");
  return found ? found.slice(1).join("/") : "";
}
