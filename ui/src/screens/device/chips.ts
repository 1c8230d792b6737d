// Which chip says where a device stands.

export const CHIPS: Record<string, "done" | "wait" | "must" | "plain"> = {
  inUse: "done",
  stored: "plain",
  out: "wait",
  lost: "must",
  repair: "wait",
  retired: "plain",
};
