// Whom to print for: finding and picking people in the list. Leaves what may be printed to Rust.
import type { PrintPerson } from "../../wire";

const bare = (text: string) => text.normalize("NFKC").replace(/\s/gu, "").replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0)! - 0x60));

/** Those whose name, reading or note holds what was typed. */
export function matching(people: readonly PrintPerson[], query: string): PrintPerson[] {
  const wanted = bare(query);
  return people.filter((person) => bare(`${person.name} ${person.kana} ${person.note}`).includes(wanted));
}

/** The notes there are, each with how many people have it: the professions of staff. */
export function groups(people: readonly PrintPerson[]): { note: string; ids: string[] }[] {
  const found = new Map<string, string[]>();
  for (const { id, note } of people) if (note) found.set(note, [...(found.get(note) ?? []), id]);
  return [...found].map(([note, ids]) => ({ note, ids }));
}

/** The chosen ones in the order of the list. */
export function inOrder(people: readonly PrintPerson[], chosen: ReadonlySet<string>): string[] {
  return people.filter((person) => chosen.has(person.id)).map((person) => person.id);
}
