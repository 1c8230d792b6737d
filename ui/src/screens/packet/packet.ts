// The visits as plain data: who, in which order, and the order that goes to Rust. Leaves the rules of a consent
// to Rust.
import { fieldFailure } from "../../failure";
import type { PaperOrder, SignerKind } from "../../wire";

/** One person to be visited. */
export type Visit = {
  recipientId: string;
  name: string;
  /** Who is expected to sign; null for the person. */
  signer: Exclude<SignerKind, "person"> | null;
  memberId: string | null;
  explainedById: string | null;
  /** Why the person cannot write, as the card says it. */
  note: string;
};

/** The round of visits as kept in its draft. */
export type Round = {
  visits: Visit[];
  visitOn: string;
  preprint: boolean;
  largeType: boolean;
  duplex: boolean;
  qr: boolean;
};

export const blankRound = (): Round => ({
  visits: [],
  visitOn: "",
  preprint: true,
  largeType: false,
  duplex: false,
  qr: true,
});

/** A list with one entry at another place; a place outside changes nothing. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list];
  if (from < 0 || to < 0 || from >= next.length || to >= next.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** What is to be printed. Throws when nobody is chosen. */
export function orderOf(round: Round): PaperOrder {
  if (round.visits.length === 0) throw fieldFailure("visits", "not_chosen");
  const visits = round.visits.map((visit) => ({
    recipientId: visit.recipientId,
    signer: visit.signer ?? ("person" as const),
    familyId: visit.signer === "family" ? visit.memberId : null,
    proxyId: visit.signer === "proxy" ? visit.memberId : null,
    proxyReason: visit.signer === "proxy" ? visit.note : "",
    explainedById: visit.explainedById,
    visitOn: round.visitOn,
    preprint: round.preprint,
    obtainedAs: { kind: "ruled" as const },
    target: "",
  }));
  return { kind: "packet", visits, duplex: round.duplex, largeType: round.largeType, qr: round.qr };
}
