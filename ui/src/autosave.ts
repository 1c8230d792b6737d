// When a draft is saved: a pause after the last change, on leaving, on locking. Owns the timing and
// the order of writes; leaves what is in a draft to draft.svelte.ts and where it is kept to Rust.

/** Milliseconds of rest after the last change; with the write itself still within a second. */
export const PAUSE_MS = 700;

/** Where drafts go. */
export type Keep = { save: (body: string) => Promise<void>; drop: () => Promise<void> };

export class Autosave {
  #keep: Keep;
  #waiting: string | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(keep: Keep) {
    this.#keep = keep;
  }

  /** Something changed. */
  changed(body: string): void {
    this.#waiting = body;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), PAUSE_MS);
  }

  /** Saves now what waits; resolves when everything is written. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    const body = this.#waiting;
    this.#waiting = null;
    if (body !== null) this.#then(() => this.#keep.save(body));
    return this.#writing;
  }

  /** The draft has become a record, or is not wanted: nothing that waits is written any more. */
  drop(): Promise<void> {
    clearTimeout(this.#timer);
    this.#waiting = null;
    this.#then(() => this.#keep.drop());
    return this.#writing;
  }

  /** One write after the other, so that an older text never overwrites a newer one. */
  #then(write: () => Promise<void>): void {
    // A draft that cannot be saved must not stop her: the form still holds the text.
    this.#writing = this.#writing.then(write).catch(() => undefined);
  }
}
