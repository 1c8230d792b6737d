// Listens to an input method and keeps the reading of what was typed. Owns the way from keystrokes
// to ふりがな of one field; leaves the fields themselves to NameField.
//
// The reading is what stood in the composition before it was converted. It is written only while
// the reading field still holds what was written last: after a hand edit the recorder is silent.

/** A piece of text that was composed at once, with its reading. */
type Piece = { text: string; reading: string };

const KANA_ONLY = /^[\u3041-\u3096\u30a1-\u30f6\u309b\u309c\u30fb\u30fc\uff66-\uff9f\s]*[a-z\uff41-\uff5a]*$/iu;

/** Katakana of any width as hiragana; everything else in its usual width. */
const hiragana = (text: string) => text.normalize("NFKC").replace(/[\u30a1-\u30f6]/gu, (kana) => String.fromCodePoint(kana.codePointAt(0)! - 0x60));

/** A text as it is compared with another one: width, case, blanks and the kind of kana make no difference. */
export const folded = (text: string) => hiragana(text).toLowerCase().replace(/\s/gu, "");

/** The hiragana of a composition that holds kana only (a trailing letter is half a kana); `null` otherwise. */
export function readingOf(composed: string): string | null {
  if (!KANA_ONLY.test(composed)) return null;
  return hiragana(composed.replace(/[a-z\uff41-\uff5a]+$/iu, "")).trim();
}

export class KanaRecorder {
  #pieces: Piece[] = [];
  #reading = "";
  #at = 0;
  #written = "";

  /** A composition begins with the caret at `at` (UTF-16 units). */
  begin(at: number): void {
    this.#at = at;
    this.#reading = "";
  }

  /** The composition changed; kanji in it leave the reading as it was. */
  update(composed: string): void {
    this.#reading = readingOf(composed) ?? this.#reading;
  }

  /** The composition was accepted as `text`; an empty one was given up. */
  end(text: string): void {
    this.update(text);
    if (text === "") return;
    let index = 0;
    for (let length = 0; index < this.#pieces.length; index += 1) {
      length += this.#pieces[index]!.text.length;
      if (length > this.#at) break;
    }
    this.#pieces.splice(index, 0, { text, reading: this.#reading });
    this.#reading = "";
  }

  /** The reading of what is left in the field: pieces that were deleted lose theirs. */
  readingFor(value: string): string {
    let from = 0;
    this.#pieces = this.#pieces.filter(({ text }) => {
      const found = value.indexOf(text, from);
      if (found >= 0) from = found + text.length;
      return found >= 0;
    });
    return this.#pieces.map((piece) => piece.reading).join("");
  }

  /** What the reading field should hold, given what it holds now. */
  write(value: string, kana: string): string {
    const reading = this.readingFor(value) + this.#reading;
    // Anything that we did not write is hers, and stays.
    if (kana !== this.#written && kana !== "") return kana;
    this.#written = reading;
    return reading;
  }
}
