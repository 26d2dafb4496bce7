import type { Finding } from "../../model/finding.ts";
import type { Evidence, Obligation, ObligationKind } from "../../model/obligation.ts";

/** Evidence quotes a plan, whose author may be wordy. */
const LONGEST = 240;

export const met = ({ fingerprint }: Finding, kind: ObligationKind, by: Evidence): Obligation => ({
  fingerprint,
  kind,
  met: true,
  by: by.what.length > LONGEST ? { ...by, what: `${by.what.slice(0, LONGEST)}…` } : by,
  remedy: "",
  person: false,
});

export const owed = ({ fingerprint }: Finding, kind: ObligationKind, remedy: string, person = false): Obligation => ({
  fingerprint,
  kind,
  met: false,
  by: null,
  remedy,
  person,
});
