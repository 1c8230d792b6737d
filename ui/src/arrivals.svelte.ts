// Scans that come in by themselves, while she works on any screen: dropped on the window or saved by the scanner into
// its folder. Owns asking for them and telling her; leaves showing them to the screen, which looks again on a change.
import * as bridge from "./bridge";
import { asFailure } from "./failure";
import { session } from "./session.svelte";
import { scan as say } from "./strings";
import type { ScanNews } from "./wire";

class Arrivals {
  /** Goes up whenever something new is in the inbox. */
  count = $state(0);
  /** Whether the scanner's folder cannot be reached now. */
  folderMissing = $state(false);
  #asking = false;

  /** Called every second or so; a question that takes long is not asked twice. */
  async poll(): Promise<void> {
    if (this.#asking || session.state?.stage !== "open" || session.state.older) return;
    this.#asking = true;
    try {
      const news = await bridge.scanPoll();
      this.folderMissing = news.folderMissing;
      this.tell(news);
    } catch (error) {
      const refused = asFailure(error);
      if (!(await session.lockedMeanwhile(refused))) session.refused = refused;
    } finally {
      this.#asking = false;
    }
  }

  /** Says what came in; nothing when nothing did. */
  tell(news: ScanNews): void {
    const told = [
      news.pages > 0 && say.news(news.pages),
      news.before.length > 0 && say.before(news.before),
      news.unread.length > 0 && say.unread(news.unread),
    ].filter((sentence) => sentence !== false);
    if (told.length === 0) return;
    this.count += 1;
    session.tell(told.join(""));
  }
}

export const arrivals = new Arrivals();
