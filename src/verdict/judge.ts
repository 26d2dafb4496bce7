import type { Change, ChangeKind } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Finding } from "../model/finding.ts";
import { fingerprint } from "../model/fingerprint.ts";
import type { Level } from "../model/level.ts";
import type { AnyRule, Context, Engine, Report, Rule } from "../model/rule.ts";
import { spell } from "../model/subject.ts";
import type { Edit, Insertion } from "../model/way.ts";
import { ageWords, youngSince } from "./age.ts";
import { levelBySize, sizeOf, type Sized, sizeWords } from "./size.ts";

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

type Settings = Config["rules"];

/** The last setting whose paths hold the place decides; none means that the rule's own level stands. */
const setFor = (rules: Settings, rule: string, path: string, matches: MatchesGlob): Level | "off" | undefined =>
  rules[rule]?.findLast(({ paths }) => paths === undefined || matches(path, paths))?.level;

const rank = (level: Level | "off"): number => (level === "off" ? -1 : RANK[level]);

/** What is set for the rule here, never below an organisation's floor. */
function configured(rule: AnyRule, path: string, config: Config, matches: MatchesGlob): Level | "off" | undefined {
  const set = setFor(config.rules, rule.id, path, matches);
  const { floor } = config;
  if (floor === undefined || set === undefined) return set;
  if (floor.own && rank(set) < rank(rule.level === "off" ? "off" : OWN[rule.level])) return undefined;
  const least = setFor(floor.rules, rule.id, path, matches);
  return least !== undefined && rank(set) < rank(least) ? least : set;
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

function toFinding(
  rule: AnyRule,
  report: Report,
  change: Change | undefined,
  context: Context,
  matches: MatchesGlob,
): Judged | undefined {
  const { config } = context;
  const set = configured(rule, report.at.path, config, matches);
  if (set === "off") return undefined;
  if (set === undefined && rule.level === "off") return undefined;
  const own: Level = report.level ?? OWN[rule.level];
  // A report that takes its own level down (not certain, nobody hurt) is not raised again by a setting for the whole rule.
  const asSet = set === undefined ? own : report.level !== undefined && RANK[set] > RANK[own] ? own : set;
  const sized = rule.scales === true ? sizeOf(report, context) : undefined;
  // What somebody says of its size, or chose for the rule, weighs more than its age.
  const unsized = rule.scales === true && sized === undefined && set === undefined && own === "block";
  const young = unsized && change !== undefined ? youngSince(change, context) : undefined;
  const byAge = young === undefined ? asSet : "review";
  const level = sized === undefined ? byAge : bySize(asSet, set, report, sized);
  const template = rule.messages[report.message];
  if (template === undefined) throw new Error(`rule ${rule.id} has no message ${report.message}`);
  const known = sized !== undefined ? { size: sizeWords(sized) } : young !== undefined ? { age: ageWords(young) } : {};
  const told = `${template}${"size" in known ? "; it has {size}" : "age" in known ? "; the table {age}" : ""}`;
  const data = { ...report.data, ...known };
  return {
    waits: rule.level === "block beside breaking" && set === undefined && report.level === undefined,
    finding: {
      rule: rule.id,
      level,
      subject: spell(report.subject),
      subjectPath: report.subject,
      fingerprint: fingerprint(rule.id, report.subject, report.before, report.after),
      message: phrase(told, data),
      words: { template: told, data },
      place: { ...report.at, side: report.side ?? "head" },
      verdicts: { ...rule.verdicts, ...report.verdicts },
      basis: report.basis ?? "grammar",
      ...(report.before === undefined ? {} : { before: report.before }),
      ...(report.after === undefined ? {} : { after: report.after }),
      readers: report.readers ?? [],
      owes: report.owes ?? rule.owes,
      ...(report.way === undefined || report.way.length === 0 ? {} : { way: report.way }),
      ...edited(report.insert, context),
    },
  };
}

/** A level that somebody chose for the rule stands, but for review on a large table; a report that takes its own down is not raised. */
function bySize(level: Level, set: Level | "off" | undefined, report: Report, sized: Sized): Level {
  const moved = levelBySize(level, sized);
  if (RANK[moved] < RANK[level]) return set === undefined ? moved : level;
  return report.level === undefined && (set === undefined || set === "review") ? moved : level;
}

/** The line as it stands and as it would stand; nothing where the text is not at hand. */
function edited(insert: Insertion | undefined, context: Context): { edit?: Edit } {
  const now = insert === undefined ? undefined : context.line(insert.at.path, insert.at.line);
  if (insert === undefined || now === undefined || insert.at.column > now.length + 1) return {};
  const at = insert.at.column - 1;
  return { edit: { ...insert, line: now, becomes: `${now.slice(0, at)}${insert.text}${now.slice(at)}` } };
}

/** The database that runs what the change is about; undefined where it is about none. */
function engineOf(change: Change, context: Context): Engine | undefined {
  const fact = "after" in change ? change.after : change.before;
  if (fact.kind === "migration") return fact.dialect ?? "postgres";
  return "migration" in fact && typeof fact.migration === "string" ? context.engine(fact.migration) : undefined;
}

/** The rules that have a say in a change of that kind. */
type Speakers = (kind: ChangeKind, engine: Engine) => readonly AnyRule[];

function speakersOf(rules: readonly AnyRule[]): Speakers {
  const known = new Map<string, readonly AnyRule[]>();
  return (kind, engine) => {
    const key = `${kind} ${engine}`;
    const speakers =
      known.get(key) ?? rules.filter(({ on, engines }) => on.includes(kind) && (engines ?? [engine]).includes(engine));
    known.set(key, speakers);
    return speakers;
  };
}

/** A rule about one database's ways is silent where another one runs the migration, and so is SQL that only PostgreSQL reads. */
function* reports(change: Change, speakers: Speakers, context: Context): Iterable<[AnyRule, Report]> {
  const engine = engineOf(change, context) ?? "postgres";
  for (const rule of speakers(change.kind, engine))
    for (const { way, insert, ...report } of (rule as Rule).check(change, context))
      yield [rule, engine === "postgres" ? { ...report, ...(way && { way }), ...(insert && { insert }) } : report];
}

/**
 * Change[] × rules → Finding[]: blocking ones first, then by path and line. One transition is told once, though several
 * statements bring it about; a finding that waits for a breaking neighbour gets its level last.
 */
export function judge(context: Context, rules: readonly AnyRule[], matches: MatchesGlob): Finding[] {
  const judged = new Map<string, Judged>();
  const asked = rules.filter(({ id, level }) => level !== "off" || context.config.rules[id] !== undefined);
  const speakers = speakersOf(asked);
  for (const change of context.changes)
    for (const [rule, report] of reports(change, speakers, context)) {
      const one = toFinding(rule, report, change, context, matches);
      if (one !== undefined && !judged.has(one.finding.fingerprint)) judged.set(one.finding.fingerprint, one);
    }
  const found = [...judged.values()].map(({ finding }) => finding);
  for (const rule of asked)
    for (const report of (rule as Rule).afterwards?.(found, context) ?? []) {
      const one = toFinding(rule, report, undefined, context, matches);
      if (one !== undefined && !judged.has(one.finding.fingerprint)) judged.set(one.finding.fingerprint, one);
    }
  const breaking = new Set(
    [...judged.values()]
      .filter(({ finding }) => finding.level === "block" && finding.owes.includes("rollback"))
      .map(({ finding }) => finding.place.path),
  );
  return [...judged.values()]
    .map(({ finding, waits }): Finding => {
      // A plan stands beside the whole change, a migration beside its own file.
      const beside = finding.subjectPath[0] === "plan" ? breaking.size > 0 : breaking.has(finding.place.path);
      return waits && beside ? { ...finding, level: "block" } : finding;
    })
    .map((finding) => (finding.level === "block" ? finding : { ...finding, owes: [] }))
    .sort(
      (a, b) =>
        RANK[b.level] - RANK[a.level] ||
        a.place.path.localeCompare(b.place.path) ||
        a.place.line - b.place.line ||
        a.rule.localeCompare(b.rule),
    );
}
