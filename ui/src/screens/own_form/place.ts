// Moving and placing on the page: plain numbers in mm from its top left corner. Owns where a place may be
// and what was before; leaves drawing and keys to OwnFormEdit.svelte.
import type { OwnFormPage, OwnFormTyped, OwnFormValue, PlacedField } from "../../wire";

/** To 0.1 mm, as the number fields show it. */
export const tenth = (length: number): number => Math.round(length * 10) / 10;

/** The field with its place inside the page. */
export function onPage(field: PlacedField, page: OwnFormPage): PlacedField {
  const width = Math.min(Math.max(field.width, 1), page.width);
  const height = Math.min(Math.max(field.height, 1), page.height);
  const inside = (from: number, length: number, side: number) => tenth(Math.max(0, Math.min(from, side - length)));
  return { ...field, width, height, x: inside(field.x, width, page.width), y: inside(field.y, height, page.height) };
}

/** A new place for a value, its middle at a point of the page. */
export function placedAt(value: OwnFormValue, page: number, size: OwnFormPage, x: number, y: number): PlacedField {
  const [width, height] = [60, 8];
  return onPage(
    { page, x: x - width / 2, y: y - height / 2, width, height, size: 10.5, source: value.name, part: "whole", mark: "text", choice: "" },
    size,
  );
}

/** What an arrow key means, in mm; `null` for other keys. */
export function step(key: string, fine: boolean): [number, number] | null {
  const by = fine ? 0.1 : 1;
  switch (key) {
    case "ArrowLeft":
      return [-by, 0];
    case "ArrowRight":
      return [by, 0];
    case "ArrowUp":
      return [0, -by];
    case "ArrowDown":
      return [0, by];
    default:
      return null;
  }
}

/** The last field at a point: it is drawn above the others. `null` where there is none. */
export function hit(typed: OwnFormTyped, page: number, x: number, y: number): number | null {
  const at = typed.fields.findLastIndex(
    (field) => field.page === page && x >= field.x && x <= field.x + field.width && y >= field.y && y <= field.y + field.height,
  );
  return at < 0 ? null : at;
}

/** What stood where before each step, newest last. */
export class Steps {
  #past: string[] = [];

  /** Notes how it stands before a change; the same twice is one step. */
  note(typed: OwnFormTyped): void {
    const now = JSON.stringify(typed);
    if (this.#past.at(-1) === now) return;
    this.#past.push(now);
    if (this.#past.length > 100) this.#past.shift();
  }

  /** How it stood before the last change; `null` at the beginning. */
  back(): OwnFormTyped | null {
    const before = this.#past.pop();
    return before === undefined ? null : (JSON.parse(before) as OwnFormTyped);
  }
}
