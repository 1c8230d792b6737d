// When nobody is at the desk. Owns the reckoning of the idle time; session.svelte.ts locks.
// The time is an argument, in milliseconds of the wall clock, which goes on while the PC sleeps.

export class Idle {
  #last: number;

  constructor(now: number) {
    this.#last = now;
  }

  /** A key or a click. */
  touch(now: number): void {
    this.#last = now;
  }

  /** Whether `minutes` went by without one; a clock that was put back as far ends them as well. */
  isOver(now: number, minutes: number): boolean {
    return Math.abs(now - this.#last) >= minutes * 60_000;
  }
}
