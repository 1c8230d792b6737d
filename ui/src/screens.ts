// Which screens there are. Owns their names and what each needs to open; there are no addresses.
import type { BundleTyped, PaperOrder, PrintKind } from "./wire";

/** A part of the card to be shown first, when a duty leads there. */
export type StaffPart = "pledge" | "role" | "groups" | "joining" | "leaving" | "basics";
export type RecipientPart = "group" | "photo";
export type ConsentPart = "sign" | "original" | "copy" | "doctorCopy" | "withdrawal";

export type Screen =
  | { at: "today" }
  | { at: "careRecipients"; query?: string }
  | { at: "careRecipient"; id: string | null; part?: RecipientPart }
  | { at: "staffList"; choosing?: "mcsManager"; query?: string }
  | { at: "staff"; id: string | null; part?: StaffPart }
  | { at: "consentNew"; recipientId: string | null }
  | { at: "packet" }
  | { at: "consentExisting"; recipientId: string | null }
  | { at: "consent"; id: string; part?: ConsentPart }
  | { at: "scans"; consentId?: string }
  | { at: "ledgers" }
  | { at: Searched; query?: string }
  | { at: Exclude<LedgerAt, "yearlyReport" | Searched> }
  | { at: "yearlyReport"; year?: number }
  | { at: "group"; id: string }
  | { at: "ledgerPrint"; ledger: PrintedLedger }
  | { at: "device"; id: string | null }
  | { at: "deviceRound"; id?: string }
  | { at: "takeout"; id: string | null }
  | { at: "training" }
  | { at: "incident"; id: string | null }
  | { at: "papers"; part?: "submission"; query?: string }
  | { at: "bundle"; typed?: BundleTyped; part?: "sent" }
  | { at: "bundleCheck" }
  | { at: "paper"; order: PaperOrder }
  | { at: "printJobNew"; kind?: PrintKind }
  | { at: "printJob"; id: string }
  | { at: "ownForms" }
  | { at: "ownForm"; kind: string }
  | { at: "import"; kind: ImportKind }
  | { at: "policy" }
  | { at: "export" }
  | { at: "settings" };

/** Whom a table holds. */
export type ImportKind = "staff" | "careRecipients";

/** The entries of the menu, by how often they are used; Alt+1…6 open them. */
export const MENU = ["today", "careRecipients", "staff", "ledgers", "papers", "settings"] as const;
export type MenuItem = (typeof MENU)[number];

/** The ledgers by the name of their screen; each opens with nothing else. */
export type LedgerAt = "groups" | "passwords" | "devices" | "takeouts" | "trainings" | "guidelineChecks" | "incidents" | "disposals" | "yearlyReport" | "binder" | "log";
/** The ledgers that are searched, and may open with a text to search for. */
export type Searched = "groups" | "devices" | "takeouts" | "trainings" | "incidents";
/** The ledgers that are printed for a time. */
export type PrintedLedger = Exclude<LedgerAt, "groups" | "passwords" | "disposals" | "yearlyReport" | "binder"> | "members" | "submissions";
/** Those there are, in the order of 台帳. */
export const LEDGERS: readonly LedgerAt[] = ["groups", "passwords", "devices", "takeouts", "trainings", "guidelineChecks", "incidents", "disposals", "yearlyReport", "binder", "log"];

/** Where a menu entry leads. */
export function menuScreen(item: MenuItem): Screen {
  return item === "staff" ? { at: "staffList" } : { at: item };
}

/** Under which menu entry a screen stands. */
export function menuItemOf(screen: Screen): MenuItem {
  switch (screen.at) {
    case "careRecipient":
    case "consentNew":
    case "packet":
    case "consentExisting":
    case "consent":
      return "careRecipients";
    case "staffList":
    case "staff":
      return "staff";
    case "scans":
      return "today";
    case "paper":
    case "bundle":
    case "bundleCheck":
    case "printJobNew":
    case "printJob":
      return "papers";
    case "groups":
    case "group":
    case "disposals":
    case "log":
    case "yearlyReport":
    case "binder":
    case "passwords":
    case "devices":
    case "takeouts":
    case "trainings":
    case "guidelineChecks":
    case "incidents":
    case "ledgerPrint":
    case "device":
    case "deviceRound":
    case "takeout":
    case "training":
    case "incident":
      return "ledgers";
    case "policy":
    case "export":
    case "ownForms":
    case "ownForm":
    case "import":
      return "settings";
    default:
      return screen.at;
  }
}

/** The screens she came by, newest last. */
export class Trail {
  #past: Screen[] = [];

  constructor(public here: Screen = { at: "today" }) {}

  get canGoBack(): boolean {
    return this.#past.length > 0;
  }

  go(screen: Screen): void {
    // The menu pressed twice is one step, so that 戻る always shows something else.
    if (JSON.stringify(screen) === JSON.stringify(this.here)) return;
    this.#past.push(this.here);
    this.here = screen;
  }

  /** The screen became another one without a step back to it: a new person has now a card. */
  become(screen: Screen): void {
    this.here = screen;
  }

  back(): void {
    this.here = this.#past.pop() ?? { at: "today" };
  }
}
