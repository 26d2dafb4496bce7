import type { LabelConfig } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import type { Verdict } from "../model/verdict.ts";
import type { LabelWish } from "../ports.ts";

/** What the labels that a configuration names have to say. One name for two things holds where either does. */
export function labelsOf(verdict: Verdict, labels: LabelConfig): readonly LabelWish[] {
  const { conclusion, findings, waived } = verdict;
  const says = {
    blocked: conclusion === "failure" || conclusion === "action_required",
    breaking: [...findings, ...waived.map(({ finding }) => finding)].some(breaks),
  };
  const wished = new Map<string, LabelWish>();
  for (const kind of ["blocked", "breaking"] as const) {
    const name = labels[kind];
    if (name === undefined) continue;
    // GitHub tells names apart without case.
    const key = name.toLowerCase();
    wished.set(key, { name, holds: says[kind] || wished.get(key)?.holds === true });
  }
  return [...wished.values()];
}

const breaks = ({ level, verdicts: { data, consumer } }: Finding): boolean =>
  level !== "notice" && (data === "broken" || consumer === "broken");
