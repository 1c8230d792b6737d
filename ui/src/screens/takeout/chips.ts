// Which chip says where a slip stands.

export const CHIPS: Record<string, "done" | "wait" | "must" | "plain"> = {
  asked: "wait",
  declined: "plain",
  approved: "done",
  out: "wait",
  returned: "plain",
};
