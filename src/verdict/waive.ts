import type { Waiver } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import type { GrantedWaiver } from "../model/grant.ts";
import type { WaivedFinding } from "../model/verdict.ts";
import { waives } from "../model/waives.ts";

export interface Waived {
  readonly open: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
}

/** Is the waiver in force? It holds through its last day; both are ISO dates. */
export const inForce = ({ until }: Pick<Waiver, "until">, today: string): boolean => until >= today;

/**
 * Takes out what a waiver in force lets pass, the base branch's before those of comments. `today` and `until` are ISO dates;
 * a waiver holds through its last day.
 */
export function waive(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  granted: readonly GrantedWaiver[],
  today: string,
): Waived {
  const open: Finding[] = [];
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const covering = [
      ...waivers.filter((waiver) => waives(waiver, finding)),
      ...granted.filter(({ fingerprint }) => fingerprint === finding.fingerprint),
    ];
    const by = covering.find((waiver) => inForce(waiver, today));
    if (by === undefined) open.push(finding);
    else waived.push({ finding, by });
  }
  return { open, waived };
}
