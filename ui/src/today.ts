// The day of the program's clock, ready to be typed over. Owns reading it from what the head of a page shows.

/** `2026/11/20` from the day in both calendars, which begins with the Western one; empty when there is none. */
export function typedDay(shown: string | undefined): string {
  const numbers = shown?.match(/\d+/g) ?? [];
  return numbers.length < 3 ? "" : numbers.slice(0, 3).join("/");
}
