// The draft of an open form: brought back when the form opens, kept while she types, dropped when
// the record is saved. Owns the life of one draft; the timing is in autosave.ts.
import { onMount } from "svelte";
import { Autosave } from "./autosave";
import * as bridge from "./bridge";
import { session } from "./session.svelte";

export class Draft<T extends object> {
  /** Whether the form shows what was typed earlier and not saved. */
  restored = $state(false);

  #saver: Autosave;
  #key: string;
  #read: () => T;
  #write: (kept: T) => unknown;
  #original = "";
  #last = $state<string | null>(null);

  /**
   * To be made while a component starts: `read` gives what is typed, `write` puts a draft back,
   * or answers false when the draft is about something else.
   */
  constructor(key: string, read: () => T, write: (kept: T) => unknown) {
    this.#key = key;
    this.#read = read;
    this.#write = write;
    this.#saver = new Autosave({ save: (body) => bridge.draftSave(key, body), drop: () => bridge.draftDrop(key) });

    const flush = () => this.#saver.flush();
    onMount(() => {
      void this.#begin();
      const forget = session.keepsDraft(flush);
      document.addEventListener("focusout", flush);
      window.addEventListener("blur", flush);
      window.addEventListener("pagehide", flush);
      return () => {
        forget();
        document.removeEventListener("focusout", flush);
        window.removeEventListener("blur", flush);
        window.removeEventListener("pagehide", flush);
        void flush();
      };
    });
    $effect(() => {
      const body = JSON.stringify(this.#read());
      if (this.#last === null || body === this.#last) return;
      this.#last = body;
      // Back at what the record says there is nothing to keep.
      if (body === this.#original) void this.#saver.drop();
      else this.#saver.changed(body);
    });
  }

  /** The record is saved: the draft has done its work. */
  async done(): Promise<void> {
    this.#original = JSON.stringify(this.#read());
    this.#last = this.#original;
    this.restored = false;
    await this.#saver.drop();
  }

  /** Throws the draft away and shows what is kept in the records. */
  async startOver(): Promise<void> {
    this.#write(JSON.parse(this.#original) as T);
    this.#last = this.#original;
    this.restored = false;
    await this.#saver.drop();
  }

  async #begin(): Promise<void> {
    this.#original = JSON.stringify(this.#read());
    const kept = await bridge.draftLoad(this.#key).catch(() => null);
    // She may have begun to type while the draft was on its way; then hers is the newer one.
    const untouched = JSON.stringify(this.#read()) === this.#original;
    if (kept !== null && kept !== this.#original && untouched) {
      // A field that the draft of an older version lacks keeps what the record says.
      const whole = { ...(JSON.parse(this.#original) as T), ...(JSON.parse(kept) as Partial<T>) };
      this.restored = this.#write(whole) !== false;
      this.#last = JSON.stringify(this.#read());
      return;
    }
    this.#last = this.#original;
  }
}
