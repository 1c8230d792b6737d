// Where Enter leads in a form. Owns the order of fields; Form.svelte moves the focus.

/** Whether a key press may act: never while an input method is composing (WebKit says 229 only). */
export function mayAct(event: Pick<KeyboardEvent, "isComposing" | "keyCode">): boolean {
  return !event.isComposing && event.keyCode !== 229;
}

/** A stop for Enter: radio buttons of one name are one stop. */
export type Stop = { type: string; name: string; checked: boolean };

/**
 * Index of the stop after `from`, or `null` when it was the last: then Enter is the main button.
 * Of a group of radio buttons the chosen one is the stop, or the first if none is chosen.
 */
export function nextStop(stops: Stop[], from: number): number | null {
  const here = stops[from];
  for (let index = from + 1; index < stops.length; index += 1) {
    const stop = stops[index]!;
    if (stop.type !== "radio") return index;
    if (here?.type === "radio" && here.name === stop.name) continue;
    const chosen = stops.findIndex((other) => other.type === "radio" && other.name === stop.name && other.checked);
    return chosen >= 0 ? chosen : index;
  }
  return null;
}
