// What the whole window shares: the state that Rust tells, the open screen, the message of the last
// act, and locking. Owns no record: screens load what they show and forget it when they close.
import * as bridge from "./bridge";
import { asFailure } from "./failure";
import { Idle } from "./idle";
import { Trail, type Screen } from "./screens";
import { nextScale, rootSize } from "./text-scale";
import type { AppState, Failure } from "./wire";

/** A sentence of what was done is shown at least so long, in milliseconds. */
const TOLD_MS = 3000;

class Session {
  /** What Rust says; `null` before the first answer. */
  state = $state.raw<AppState | null>(null);
  /** The open screen. */
  screen = $state.raw<Screen>({ at: "today" });
  canGoBack = $state(false);
  /** What was just done, told once: 「保存しました。」 */
  told = $state("");
  /** A refusal that belongs to no form. */
  refused = $state.raw<Failure | null>(null);

  #trail = new Trail();
  #drafts = new Set<() => Promise<void>>();
  #idle = new Idle(Date.now());
  #toldAt = 0;

  /** Takes what Rust says now; another vault begins at きょうの仕事. */
  take(state: AppState): void {
    const before = this.state;
    const other = before !== null && before.practice !== state.practice;
    if (other || state.stage === "setup" || state.stage === "empty") this.#open(new Trail());
    if (before?.stage !== state.stage) {
      this.told = "";
      this.refused = null;
    }
    this.state = state;
    document.documentElement.style.fontSize = `${rootSize(state.textScale)}px`;
    this.#idle.touch(Date.now());
  }

  async load(): Promise<void> {
    await this.attempt(async () => this.take(await bridge.appState()));
  }

  go(screen: Screen): void {
    this.#trail.go(screen);
    this.#open(this.#trail);
  }

  become(screen: Screen): void {
    this.#trail.become(screen);
    this.#open(this.#trail, true);
  }

  /** What was chosen on the open screen stays with it for when she comes back; nothing is drawn anew. */
  remember(screen: Screen): void {
    this.#trail.become(screen);
  }

  back(): void {
    this.#trail.back();
    this.#open(this.#trail);
  }

  /** Says what was done; it stays until she does the next thing, however long that takes. */
  tell(sentence: string): void {
    this.told = sentence;
    this.#toldAt = performance.now();
    this.refused = null;
  }

  /**
   * Runs an act and shows a refusal above the screen. A program that locked meanwhile shows the
   * lock. Returns whether the act went through.
   */
  async attempt(act: () => Promise<void>): Promise<boolean> {
    try {
      await act();
      this.refused = null;
      return true;
    } catch (error) {
      const refused = asFailure(error);
      if (!(await this.lockedMeanwhile(refused))) this.refused = refused;
      return false;
    }
  }

  /** Whether the refusal only says that the program is locked; then the lock is shown. */
  async lockedMeanwhile(refused: Failure): Promise<boolean> {
    if (refused.code !== "locked") return false;
    this.take(await bridge.appState());
    return true;
  }

  /** A form with a draft is open; returns how to say that it closed. */
  keepsDraft(flush: () => Promise<void>): () => void {
    this.#drafts.add(flush);
    return () => this.#drafts.delete(flush);
  }

  /** Drafts first, then the lock: nothing typed is lost. */
  async lock(): Promise<void> {
    await Promise.all([...this.#drafts].map((flush) => flush()));
    await this.attempt(async () => this.take(await bridge.vaultLock()));
  }

  async scale(direction: 1 | -1): Promise<void> {
    const percent = nextScale(this.state?.textScale ?? 100, direction);
    await this.attempt(async () => this.take(await bridge.appTextScale(percent)));
  }

  /** A key or a click. */
  touch(): void {
    this.#idle.touch(Date.now());
    if (performance.now() - this.#toldAt > TOLD_MS) this.told = "";
  }

  /** Called every few seconds. */
  async lockWhenIdle(): Promise<void> {
    const { state } = this;
    if (!state || (state.stage !== "open" && state.stage !== "setup")) return;
    if (this.#idle.isOver(Date.now(), state.lockMinutes)) await this.lock();
  }

  #open(trail: Trail, keepTold = false): void {
    this.#trail = trail;
    this.screen = trail.here;
    this.canGoBack = trail.canGoBack;
    if (!keepTold) this.told = "";
    this.refused = null;
  }
}

export const session = new Session();
