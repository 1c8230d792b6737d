// How the next day of a password is said.
import { password as say } from "../../strings/password";
import type { PasswordLine } from "../../wire";

/** 本日まで, 1日超過, あと30日, or that it need not be changed. */
export function dueWords(line: PasswordLine): { kind: "done" | "wait" | "must" | "plain"; text: string } {
  if (line.kind === null) return { kind: "wait", text: say.unknown };
  if (line.daysLeft === null) return { kind: "done", text: say.free };
  if (line.daysLeft < 0) return { kind: "must", text: say.over(-line.daysLeft) };
  if (line.daysLeft === 0) return { kind: "must", text: say.today };
  return { kind: line.daysLeft <= 14 ? "wait" : "plain", text: say.left(line.daysLeft) };
}
