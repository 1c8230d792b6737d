// When nobody is at the desk. Owns the reckoning of the idle time; session.svelte.ts locks.
// The time is an argument, in milliseconds of any clock that only goes forward.

export class Idle {
  #last: number;

  constructor(now: number) {
    this.#last = now;
  }

  /** A key or a click. */
  touch(now: number): void {
    this.#last = now;
  }

  /** Whether `minutes` went by without one. */
  isOver(now: number, minutes: number): boolean {
    return now - this.#last >= minutes * 60_000;
  }
}
