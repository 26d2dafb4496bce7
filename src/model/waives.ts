import type { Waiver } from "./config.ts";
import type { Finding } from "./finding.ts";

/** Is it this finding that the waiver names? */
export function waives(waiver: Pick<Waiver, "fingerprint" | "rule" | "subject">, finding: Finding): boolean {
  if (waiver.fingerprint !== undefined) return waiver.fingerprint === finding.fingerprint;
  return waiver.rule === finding.rule && waiver.subject === finding.subject;
}
