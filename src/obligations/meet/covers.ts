import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan, PlanEntry, PlannedAction } from "../../model/plan.ts";
import { subjectKey, type Subject } from "../../model/subject.ts";
import { countingEntries } from "./counting-entries.ts";
import { findMigration } from "./find-migration.ts";
import { resolveEntry } from "./resolve-entry.ts";

/** A row of a plan that speaks of the finding. */
export interface Cover {
  readonly plan: Plan;
  readonly entry: PlanEntry;
}

export const actionOf = (finding: Finding, { rules }: ObligationContext): PlannedAction =>
  rules.get(finding.rule)?.action ?? "other";

const LOCKING: ReadonlySet<PlannedAction> = new Set<PlannedAction>([
  "index",
  "constrain",
  "require",
  "rewrite",
  "retype",
]);

/** "drop" and "remove" are one word to an author. A lock is planned for whatever the row calls what takes it. */
export const sameAction = (one: PlannedAction, other: PlannedAction, lock = false): boolean =>
  one === other ||
  (one === "drop" && other === "remove") ||
  (one === "remove" && other === "drop") ||
  (lock && LOCKING.has(one) && LOCKING.has(other));

const relationOf = ([kind, schema, name]: Subject): string => subjectKey([kind, schema ?? "", name ?? ""]);

/** An entry for a table covers its columns only when the table goes. */
function isGone([kind, ...names]: Subject, { head }: ObligationContext): boolean {
  const key = subjectKey([kind, ...names]);
  const present = kind === "model" ? Object.values(head.facts.model) : Object.values(head.facts.table);
  return !present.some(({ subject }) => subjectKey(subject) === key);
}

export const isParent = (parent: Subject, child: Subject): boolean =>
  child.length === parent.length + 1 && parent.every((name, i) => name === child[i]);

/** The one relation that a row about a lock speaks of: itself, or that of the column, index or constraint that it names. */
function locked(entry: PlanEntry, resolved: readonly Subject[], context: ObligationContext): readonly string[] {
  const named = resolved.filter(([kind]) => kind === "table" || kind === "view");
  const above = resolved.length > 0 ? [] : resolveEntry({ ...entry, names: entry.names.slice(0, -1) }, context);
  const last = entry.names.at(-1) ?? "";
  const holding =
    resolved.length > 0 || above.length > 0
      ? []
      : Object.values(context.head.facts.table).filter(
          ({ indexes, constraints }) => Object.hasOwn(indexes, last) || Object.hasOwn(constraints, last),
        );
  const all = [...named, ...above, ...holding.map(({ subject }) => subject)].map(relationOf);
  return new Set(all).size === 1 ? all : [];
}

/** Does the row speak of the finding, by fingerprint or by action and subject? */
export function isAbout(entry: PlanEntry, finding: Finding, context: ObligationContext): boolean {
  if (entry.fingerprint !== undefined && entry.fingerprint === finding.fingerprint) return true;
  const lock = finding.owes.includes("window");
  if (!sameAction(actionOf(finding, context), entry.action, lock)) return false;
  const resolved = resolveEntry(entry, context);
  if (lock && locked(entry, resolved, context).includes(relationOf(finding.subjectPath))) return true;
  const [subject] = resolved;
  if (subject === undefined || resolved.length > 1) return false;
  if (subjectKey(subject) === subjectKey(finding.subjectPath)) return true;
  return isParent(subject, finding.subjectPath) && sameAction(entry.action, "drop") && isGone(subject, context);
}

/** A finding about a migration as a whole is spoken of by the rows that name the migration, or what it does. */
function isItsMigration(entry: PlanEntry, finding: Finding, context: ObligationContext): boolean {
  const migration = findMigration(finding, context);
  const text = entry.migration?.text ?? "";
  if (
    migration !== undefined &&
    [migration.up, `${migration.version}_${migration.name}`].some((name) => text.includes(name))
  )
    return true;
  return context.findings.some(
    (other) => other.rule !== finding.rule && other.place.path === finding.place.path && isAbout(entry, other, context),
  );
}

/** Every row that counts and speaks of the finding; approved plans first. */
export function covers(finding: Finding, context: ObligationContext): readonly Cover[] {
  const speaks = finding.subjectPath[0] === "migration" ? isItsMigration : isAbout;
  return changePlans(context)
    .flatMap((plan) => countingEntries(plan, context).map((entry) => ({ plan, entry })))
    .filter(({ entry }) => speaks(entry, finding, context))
    .toSorted((one, other) => Number(other.plan.status === "approved") - Number(one.plan.status === "approved"));
}

export const changePlans = ({ head }: ObligationContext): readonly Plan[] =>
  Object.values(head.facts.plan).filter(({ planKind, entries }) => planKind === "change-plan" || entries.length > 0);
