import type { LoadedConfig } from "./config/default-config.ts";
import { diff } from "./diff/diff.ts";
import { readyParser } from "./columns/parse/read-query.ts";
import { editsOf } from "./lineage/edits-of.ts";
import { outputOf } from "./lineage/output-of.ts";
import { readersOf } from "./lineage/readers-of.ts";
import { unreadQueries } from "./lineage/unread-queries.ts";
import type { PlanApproval } from "./model/approval.ts";
import type { Fact } from "./model/fact.ts";
import { globs } from "./model/globs.ts";
import { type Grants, noGrants } from "./model/grant.ts";
import { snapshot, type Snapshot } from "./model/snapshot.ts";
import type { Verdict } from "./model/verdict.ts";
import * as obligationKinds from "./obligations/index.ts";
import { planRows } from "./obligations/meet/plan-rows.ts";
import { owedPlan } from "./obligations/proposal/owed-plan.ts";
import type { Engine } from "./ports.ts";
import { probe } from "./probe/probe.ts";
import { readers } from "./readers.ts";
import { read, type Memo, type Tree } from "./readers/read.ts";
import { allRules, ruleNames, rules as repositoryRules } from "./rules.ts";
import { approve, statedPlans } from "./verdict/approve.ts";
import { context } from "./verdict/context.ts";
import { decide } from "./verdict/decide.ts";
import { judgeGaps } from "./verdict/judge-gaps.ts";
import { judge } from "./verdict/judge.ts";
import { notes } from "./verdict/notes.ts";
import { oblige } from "./verdict/oblige.ts";
import { suppress } from "./verdict/suppress.ts";
import { withPlanWaivers } from "./verdict/waivers-of.ts";
import { waive } from "./verdict/waive.ts";

/** Everything that a review depends on, as data. */
export interface ReviewInput {
  readonly base: Tree;
  readonly head: Tree;
  /** The base branch's: it judges. */
  readonly config: LoadedConfig;
  /** Head's: what would be in force after the merge. */
  readonly headConfig?: LoadedConfig;
  /** ISO date. In a replay, the commit's. */
  readonly today: string;
  /** What people said of this pull request in comments: waivers and holds. */
  readonly grants?: Grants;
  /** Path → the day on which the base branch first had it, for the files that `phased-paths.ts` asks for. */
  readonly firstSeen?: Readonly<Record<string, string>>;
  /** Who approved which plan of this head; absent where nobody can be asked. */
  readonly approvals?: readonly PlanApproval[];
  /** What else has to be said beside the verdict: what could not be asked, what an organisation holds. */
  readonly asides?: readonly string[];
  /** Parsed texts, kept by whoever calls more than once. */
  readonly memo?: Memo;
}

/** Changes whose columns are followed through the SQL of models. */
const FOLLOWED = /^(?:model|source|operation|table)\./;

const matches = (path: string, wanted: readonly string[]): boolean => globs(wanted)(path);

const withFacts = (side: Snapshot, facts: readonly Fact[], gaps: Snapshot["gaps"]): Snapshot => {
  const all = Object.values(side.facts).flatMap((kind): Fact[] => Object.values(kind));
  return snapshot(side.sha, [...all, ...side.gaps, ...facts, ...gaps], side.files, side.paths);
};

const PROJECT = /(?:^|\/)dbt_project\.ya?ml$/;

const mayChangeModels = ({ base, head }: ReviewInput): boolean =>
  head.paths.some((path) => PROJECT.test(path)) &&
  Object.entries(head.files).some(([path, { hash }]) => path.endsWith(".sql") && base.files[path]?.hash !== hash);

/** The one path from files to verdict. Pure, but for what it asks the engine; without an engine, by grammar alone. */
export async function review(input: ReviewInput, engine?: Engine): Promise<Verdict> {
  const memo: Memo = input.memo ?? new Map();
  // The parser comes up while the rest is read.
  if (mayChangeModels(input)) await readyParser();
  const grants = input.grants ?? noGrants;
  const own = input.config.config;
  const base = await read(input.base, readers, own, memo);
  const byText = await read(input.head, readers, own, memo, input.base);
  const config = withPlanWaivers(own, base, ruleNames);
  const changes = diff(base, byText);
  const asked = engine === undefined ? undefined : await probe(base, byText, changes, config, engine);
  const models = [base, byText].some(({ facts }) => Object.keys(facts.model).length > 0);
  if (models && changes.some(({ kind }) => FOLLOWED.test(kind))) await readyParser();
  const unread = unreadQueries(changes);
  const more = asked !== undefined || unread.length > 0;
  const head = more ? withFacts(byText, asked?.facts ?? [], [...(asked?.gaps ?? []), ...unread]) : byText;

  const rules = changes.some(({ kind }) => kind.startsWith("plan.")) ? await allRules() : repositoryRules;
  const world = context(
    base,
    head,
    changes,
    config,
    input.today,
    { readersOf, outputOf, editsOf },
    (path) => input.head.files[path]?.text,
    ruleNames,
    input.firstSeen,
    (context, found) => planRows(context, found, rules),
    grants,
  );
  const { open: left, waived } = waive(judge(world, rules, matches), config.waivers, grants.waivers, input.today);
  const { open, suppressed } = suppress(left, world);
  const gaps = judgeGaps(head.gaps, world, matches);
  const answered = oblige(open, world, Object.values(obligationKinds), rules);
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const owed = owedPlan(answered, { ...world, findings: open, rules: byId });
  // After the plan that is owed: what a person has to do is nothing to write.
  const obligations = approve(answered, statedPlans(base, head), config, input.approvals);
  const touched = [...new Set([...Object.keys(base.files), ...Object.keys(head.files)])]
    .filter((path) => base.files[path] !== head.files[path])
    .sort();
  return {
    version: 1,
    ...decide(open, obligations, gaps, touched, config.mode, grants.holds),
    mode: config.mode,
    base: base.sha,
    head: head.sha,
    touched,
    findings: open,
    obligations,
    ...(owed === undefined ? {} : { owedPlan: owed }),
    waived,
    ...(grants.holds.length === 0 ? {} : { holds: grants.holds }),
    suppressed,
    gaps,
    proofs: Object.values(head.facts.proof).map(({ migration, result, detail, differences, rows }) => ({
      migration,
      result,
      detail,
      differences,
      rows,
    })),
    configErrors: input.config.errors,
    notes: [
      ...(input.config.said ?? []),
      ...(input.asides ?? []),
      ...(asked?.notes ?? []),
      ...notes(input, engine !== undefined, world),
    ],
  };
}
