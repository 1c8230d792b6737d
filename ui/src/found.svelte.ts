// What a search has found so far: the words, the portion asked for, the answer. Owns that answers may overtake
// each other and only the one to what stands there now counts; leaves what is asked, and how it looks, to a screen.
import { session } from "./session.svelte";

export class Found<List> {
  list = $state.raw<List | null>(null);
  query = $state("");
  readonly #ask: (query: string, most: number) => Promise<List>;
  readonly #portion: number;
  #most: number;
  #asked = 0;

  constructor(portion: number, ask: (query: string, most: number) => Promise<List>) {
    this.#ask = ask;
    this.#portion = portion;
    this.#most = portion;
  }

  /** Asks for the beginning of what the words find. */
  look = (query: string = this.query): void => {
    this.query = query;
    this.#most = this.#portion;
    void this.#search();
  };

  /** Asks for the same once more, after an act. */
  again = (): Promise<void> => this.#search();

  /** Asks for one portion more. */
  more = (): void => {
    this.#most += this.#portion;
    void this.#search();
  };

  async #search(): Promise<void> {
    const turn = ++this.#asked;
    await session.attempt(async () => {
      const list = await this.#ask(this.query, this.#most);
      if (turn === this.#asked) this.list = list;
    });
  }
}
