// Turns a refusal of Rust into what is shown. Owns the way from code to words; the words
// themselves stand in strings.ts.
import { failures, naming, paper, problems, type Words } from "./strings";
import { exporting } from "./strings/export";
import { ownForm } from "./strings/own-form";
import type { Failure, FieldProblem } from "./wire";

/** What stands under a field. */
export type FieldMessage = { field: string; text: string; help: string; offer: string | null };

/** A refusal of our own, made before Rust is asked. */
export function failure(code: string, fields: FieldProblem[] = []): Failure {
  return { code, fields, clause: null, number: null, glyphs: [], faults: [] };
}

/** A field that is refused before Rust is asked. */
export function fieldFailure(field: string, code: string): Failure {
  return failure("fields", [{ field, code, suggestion: null }]);
}

/** Whatever a promise was rejected with, as a `Failure`; what Rust did not say is `unexpected`. */
export function asFailure(error: unknown): Failure {
  if (typeof error === "object" && error !== null && "code" in error && "fields" in error) return error as Failure;
  return failure("unexpected");
}

/** The words for a refusal. A code without words is told as an unexpected one, never left blank. */
export function failureWords(refused: Failure): Words {
  return failures[refused.code] ?? failures["unexpected"]!;
}

/** The facts of a refusal, one line each: characters without a glyph, faulty lines of a form file. */
export function failureFacts(refused: Failure): string[] {
  // An own form names its values as Rust does; every other paper as it stands printed there.
  const label = (name: string) => ownForm.values[name] ?? name;
  const glyphs = refused.glyphs.map((glyph) => (refused.code === "lost_characters" ? exporting.lost(glyph.character, glyph.label) : paper.missingGlyph(glyph.character, label(glyph.label), glyph.owner)));
  return [...glyphs, ...refused.faults];
}

/** The words for each field, once per field: the first problem is mended first. `paper` is the number of the paper that is entered, if it has one. */
export function fieldMessages(refused: Failure, paper = ""): FieldMessage[] {
  const messages = new Map<string, FieldMessage>();
  for (const { field, code, suggestion } of refused.fields) {
    if (messages.has(field)) continue;
    const said = problems[code] ?? failures["unexpected"]!;
    messages.set(field, { field, text: naming(said.happened, paper), help: naming(said.why + said.todo, paper), offer: suggestion });
  }
  return [...messages.values()];
}

/**
 * Every text in `typed` that holds half a character. Such a text cannot cross the bridge as
 * UTF-8 without being changed, and a name is never changed silently.
 */
export function loneSurrogates(typed: unknown, path = ""): FieldProblem[] {
  if (typeof typed === "string") {
    return /\p{Surrogate}/u.test(typed) ? [{ field: path, code: "lone_surrogate", suggestion: null }] : [];
  }
  if (typeof typed !== "object" || typed === null) return [];
  return Object.entries(typed).flatMap(([key, value]) => loneSurrogates(value, path ? `${path}.${key}` : key));
}
