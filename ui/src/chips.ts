// Which chip says where a consent stands: one table for every screen that shows one.
import type { ConsentStatus, GroupState } from "./wire";

export const CONSENT_CHIPS = {
  printed: "wait",
  awaitingFamily: "wait",
  awaitingPerson: "wait",
  inForce: "done",
  void: "plain",
  withdrawn: "must",
  endedDied: "plain",
  endedSupport: "plain",
  endedMoved: "plain",
  replaced: "plain",
} as const satisfies Record<ConsentStatus, "done" | "wait" | "must" | "plain">;

export const GROUP_CHIPS = {
  active: "done",
  archived: "plain",
  deletionRequested: "wait",
  deleted: "plain",
  void: "plain",
} as const satisfies Record<GroupState, "done" | "wait" | "must" | "plain">;
