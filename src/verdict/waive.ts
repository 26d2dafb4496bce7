import type { Waiver } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";

export interface Waived {
  readonly open: readonly Finding[];
  readonly waived: readonly { readonly finding: Finding; readonly by: Waiver }[];
  /** Waivers that would have covered a finding here, had they not ended. */
  readonly ended: readonly Waiver[];
}

/** Is it this finding that the waiver names? */
export function waives(waiver: Pick<Waiver, "fingerprint" | "rule" | "subject">, finding: Finding): boolean {
  if (waiver.fingerprint !== undefined) return waiver.fingerprint === finding.fingerprint;
  return waiver.rule === finding.rule && waiver.subject === finding.subject;
}

/** Is the waiver in force? It holds through its last day; both are ISO dates. */
export const inForce = ({ until }: Waiver, today: string): boolean => until >= today;

/** Takes out what a waiver in force lets pass. `today` and `until` are ISO dates; a waiver holds through its last day. */
export function waive(findings: readonly Finding[], waivers: readonly Waiver[], today: string): Waived {
  const open: Finding[] = [];
  const waived: { finding: Finding; by: Waiver }[] = [];
  const ended = new Set<Waiver>();
  for (const finding of findings) {
    const covering = waivers.filter((waiver) => waives(waiver, finding));
    const by = covering.find((waiver) => inForce(waiver, today));
    if (by === undefined) {
      open.push(finding);
      for (const waiver of covering) ended.add(waiver);
    } else waived.push({ finding, by });
  }
  return { open, waived, ended: [...ended] };
}
