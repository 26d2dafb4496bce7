import type { Waiver } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import { waives } from "../model/waives.ts";

export interface Waived {
  readonly open: readonly Finding[];
  readonly waived: readonly { readonly finding: Finding; readonly by: Waiver }[];
}

/** Is the waiver in force? It holds through its last day; both are ISO dates. */
export const inForce = ({ until }: Waiver, today: string): boolean => until >= today;

/** Takes out what a waiver in force lets pass. `today` and `until` are ISO dates; a waiver holds through its last day. */
export function waive(findings: readonly Finding[], waivers: readonly Waiver[], today: string): Waived {
  const open: Finding[] = [];
  const waived: { finding: Finding; by: Waiver }[] = [];
  for (const finding of findings) {
    const covering = waivers.filter((waiver) => waives(waiver, finding));
    const by = covering.find((waiver) => inForce(waiver, today));
    if (by === undefined) open.push(finding);
    else waived.push({ finding, by });
  }
  return { open, waived };
}
