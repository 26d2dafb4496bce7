import type { Place } from "../../model/place.ts";
import type { Plan, PlanEntry } from "../../model/plan.ts";
import { subjectKey, type Subject } from "../../model/subject.ts";
import { type Known, subjectsOf } from "./known-subjects.ts";
import { resolveEntry } from "./resolve-entry.ts";

const EXPANDING = /\b(?:expand|deprecat|introduc)\w*/i;
const CONTRACTING = /\b(?:contract|retire|remov|clean[ -]?up)\w*/i;

const isExpanding = ({ phase = "" }: PlanEntry): boolean => EXPANDING.test(phase);
const isContracting = ({ phase = "" }: PlanEntry): boolean => !EXPANDING.test(phase) && CONTRACTING.test(phase);

/** The plan as base has it, under its path or its title. */
function onBase(plan: Plan, { base: { facts } }: Known): Plan | undefined {
  const before = facts.plan[plan.id] ?? Object.values(facts.plan).find(({ title }) => title === plan.title);
  return before?.status === "approved" ? before : undefined;
}

const sameRow = (one: PlanEntry, other: PlanEntry): boolean =>
  one.action === other.action && one.names.join(".") === other.names.join(".");

/**
 * Rows that have to be on base for a while before this one: those of the same plan that expand or deprecate. What the approved
 * plan on base calls a phase stays one, though head leaves the word or the row out.
 */
export function stepsBefore(plan: Plan, entry: PlanEntry, known: Known): readonly PlanEntry[] {
  const before = onBase(plan, known);
  const contracts = [entry, ...(before?.entries.filter((other) => sameRow(other, entry)) ?? [])].some(isContracting);
  if (!contracts) return [];
  const steps = plan.entries.filter((other) => other !== entry && isExpanding(other));
  return steps.length > 0
    ? steps
    : (before?.entries.filter((other) => isExpanding(other) && !sameRow(other, entry)) ?? []);
}

/** Where base has carried a row out, and the file by which its first day is told. */
export interface Step {
  readonly place: Place;
  /** A migration's own first day; a plan tells only since when the row was promised. */
  readonly by: "migration" | "plan";
}

/**
 * What base has of an expanding row: the migration that made its table or column; where nothing is made (a deprecation, a
 * second way to write the same column), the approved plan that announced it. Undefined where base has neither.
 */
export function stepOnBase(plan: Plan, step: PlanEntry, contracting: PlanEntry, known: Known): Step | undefined {
  const subjects = resolveEntry(step, known);
  const kept = new Set(resolveEntry(contracting, known).map(subjectKey));
  const isMade =
    !/\bdeprecat/i.test(`${step.phase} ${step.change}`) && !subjects.some((one) => kept.has(subjectKey(one)));
  if (isMade) {
    const made = subjects.flatMap((subject) => madeBy(subject, known) ?? [])[0];
    if (made !== undefined) return made;
    // What base lacks is not there, whatever base's plan says of it.
    if (!subjects.some((subject) => isOnBase(subject, known))) return undefined;
  }
  const promised = onBase(plan, known)?.entries.find(
    ({ names, phase }) => names.join(".") === step.names.join(".") && phase === step.phase,
  );
  return promised === undefined ? undefined : { place: promised.place, by: "plan" };
}

function madeBy([kind, schema = "", name = "", column]: Subject, { base: { facts } }: Known): Step | undefined {
  if (kind !== "table" && kind !== "view") return undefined;
  const key = subjectKey([kind, schema, name]);
  const table = Object.values(facts.table).find(({ subject }) => subjectKey(subject) === key);
  const born = column === undefined ? table?.born : table?.columns[column]?.born;
  const migration = born === undefined ? undefined : facts.migration[born];
  return migration === undefined ? undefined : { place: migration.place, by: "migration" };
}

/** dbt says in one file what was added over years, so that a model's columns have no first day of their own. */
function isOnBase(subject: Subject, { base }: Known): boolean {
  const [kind, project = "", name = "", column] = subject;
  const model = kind === "model" ? base.facts.model[`model.${project}.${name}`] : undefined;
  if (model !== undefined && column !== undefined && model.words.includes(column.toLowerCase())) return true;
  return subjectsOf(base).some((one) => subjectKey(one) === subjectKey(subject));
}
