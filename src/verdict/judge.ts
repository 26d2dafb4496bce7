import type { Change } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import { fingerprint } from "../model/fingerprint.ts";
import type { Level } from "../model/level.ts";
import type { AnyRule, Context, Report, Rule } from "../model/rule.ts";
import { spell } from "../model/subject.ts";

export type MatchesGlob = (path: string, globs: readonly string[]) => boolean;

const RANK: Readonly<Record<Level, number>> = { notice: 0, review: 1, block: 2 };

/** The level of a report that says none; what is off has one only where a setting gives it. */
const OWN: Readonly<Record<AnyRule["level"], Level>> = {
  off: "notice",
  notice: "notice",
  review: "review",
  block: "block",
  "block beside breaking": "review",
};

/** The last setting whose paths hold the place decides; none means that the rule's own level stands. */
function configured(rule: string, path: string, config: Config, matches: MatchesGlob): Level | "off" | undefined {
  return config.rules[rule]?.findLast(({ paths }) => paths === undefined || matches(path, paths))?.level;
}

/** Fill a message's slots. An unfilled slot is our own mistake and throws. */
export function phrase(template: string, data: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`a message wants {${name}} and the report has no such value: ${template}`);
    return value;
  });
}

interface Judged {
  readonly finding: Finding;
  readonly waits: boolean;
}

function toFinding(rule: AnyRule, report: Report, config: Config, matches: MatchesGlob): Judged | undefined {
  const set = configured(rule.id, report.at.path, config, matches);
  if (set === "off") return undefined;
  if (set === undefined && rule.level === "off") return undefined;
  const own: Level = report.level ?? OWN[rule.level];
  // A report that takes its own level down (not certain, nobody hurt) is not raised again by a setting for the whole rule.
  const level = set === undefined ? own : report.level !== undefined && RANK[set] > RANK[own] ? own : set;
  const template = rule.messages[report.message];
  if (template === undefined) throw new Error(`rule ${rule.id} has no message ${report.message}`);
  const data = report.data ?? {};
  return {
    waits: rule.level === "block beside breaking" && set === undefined && report.level === undefined,
    finding: {
      rule: rule.id,
      level,
      subject: spell(report.subject),
      subjectPath: report.subject,
      fingerprint: fingerprint(rule.id, report.subject, report.before, report.after),
      message: phrase(template, data),
      words: { template, data },
      place: { ...report.at, side: report.side ?? "head" },
      verdicts: { ...rule.verdicts, ...report.verdicts },
      basis: report.basis ?? "grammar",
      ...(report.before === undefined ? {} : { before: report.before }),
      ...(report.after === undefined ? {} : { after: report.after }),
      readers: report.readers ?? [],
      owes: report.owes ?? rule.owes,
    },
  };
}

function* reports(change: Change, rules: readonly AnyRule[], context: Context): Iterable<[AnyRule, Report]> {
  for (const rule of rules)
    if (rule.on.includes(change.kind)) for (const report of (rule as Rule).check(change, context)) yield [rule, report];
}

/**
 * Change[] × rules → Finding[]: blocking ones first, then by path and line. One transition is told once, though several
 * statements bring it about; a finding that waits for a breaking neighbour gets its level last.
 */
export function judge(context: Context, rules: readonly AnyRule[], matches: MatchesGlob): Finding[] {
  const judged = new Map<string, Judged>();
  const asked = rules.filter(({ id, level }) => level !== "off" || context.config.rules[id] !== undefined);
  for (const change of context.changes)
    for (const [rule, report] of reports(change, asked, context)) {
      const one = toFinding(rule, report, context.config, matches);
      if (one !== undefined && !judged.has(one.finding.fingerprint)) judged.set(one.finding.fingerprint, one);
    }
  const breaking = new Set(
    [...judged.values()]
      .filter(({ finding }) => finding.level === "block" && finding.owes.includes("rollback"))
      .map(({ finding }) => finding.place.path),
  );
  return [...judged.values()]
    .map(({ finding, waits }): Finding =>
      waits && breaking.has(finding.place.path) ? { ...finding, level: "block" } : finding,
    )
    .map((finding) => (finding.level === "block" ? finding : { ...finding, owes: [] }))
    .sort(
      (a, b) =>
        RANK[b.level] - RANK[a.level] ||
        a.place.path.localeCompare(b.place.path) ||
        a.place.line - b.place.line ||
        a.rule.localeCompare(b.rule),
    );
}
