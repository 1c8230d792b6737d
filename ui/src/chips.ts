// Which chip says where a consent stands: one table for every screen that shows one.
import type { ConsentStatus } from "./wire";

export const CONSENT_CHIPS = {
  printed: "wait",
  awaitingFamily: "wait",
  awaitingPerson: "wait",
  inForce: "done",
  void: "plain",
} as const satisfies Record<ConsentStatus, "done" | "wait" | "must" | "plain">;
