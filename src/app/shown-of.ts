import type { Axis } from "../model/verdicts.ts";
import type { Finding } from "../model/finding.ts";
import type { Shown, ShownFinding } from "../model/shown.ts";
import type { Verdict } from "../model/verdict.ts";
import { offeredPlan } from "../render/change-plan/offered-plan.ts";
import { cut } from "../render/cut.ts";
import { fold } from "../render/fold.ts";
import type { Links } from "../render/links.ts";
import { holds, owedBy } from "../render/owed.ts";

const PLAN_BYTES = 50_000;

/** What of a verdict is kept, so that commands can speak of what was shown. */
export function shownOf(verdict: Verdict, links: Links): Shown {
  const { head, conclusion, summary, findings, waived, gaps, proofs } = verdict;
  const plan = offeredPlan(verdict, links, fold);
  return {
    head,
    conclusion,
    summary,
    findings: [
      ...findings.map((finding) => shown(finding, verdict)),
      ...waived.map(({ finding }) => ({ ...shown(finding, verdict), owed: [], holds: false })),
      ...gaps.flatMap(({ fingerprint, key, place, level, reason }): readonly ShownFinding[] =>
        fingerprint === undefined
          ? []
          : [
              {
                fingerprint,
                rule: key,
                subject: place.path,
                level,
                path: place.path,
                line: place.line,
                message: reason,
                owed: [],
                hurts: [],
                holds: level === "block",
                unread: true,
              },
            ],
      ),
    ],
    proofs,
    ...(plan.length === 0 ? {} : { plan: cut(plan.join("\n\n"), PLAN_BYTES) }),
  };
}

const shown = (finding: Finding, verdict: Verdict): ShownFinding => {
  const { fingerprint, rule, subject, level, place, message, verdicts } = finding;
  const owed = owedBy(verdict, finding).flatMap(({ met, kind }) => (met ? [] : [kind]));
  const hurts = (Object.keys(verdicts) as Axis[]).filter((axis) => verdicts[axis] !== "ok");
  const where = { path: place.path, line: place.line };
  return { fingerprint, rule, subject, level, ...where, message, owed, hurts, holds: holds(verdict, finding) };
};
