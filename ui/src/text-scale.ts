// The size of type. Owns its steps and how it reaches the page; Rust keeps the choice.

/** In percent of the 18 px that a page has at 100 %. */
export const SCALES = [100, 125, 150, 175, 200] as const;
const BASE_PX = 18;

/** The next size up (`1`) or down (`-1`); the last one stays. */
export function nextScale(percent: number, direction: 1 | -1): number {
  const index = SCALES.findLastIndex((scale) => scale <= percent);
  return SCALES[Math.min(Math.max(index + direction, 0), SCALES.length - 1)]!;
}

/** The root's size in px: every measure in the program is in rem and follows. */
export function rootSize(percent: number): number {
  return (BASE_PX * Math.min(Math.max(percent, SCALES[0]), SCALES.at(-1)!)) / 100;
}
