import type { Change } from "../../model/change.ts";
import type { Finding } from "../../model/finding.ts";
import type { Plan, PlanEntry } from "../../model/plan.ts";
import { type Context, defineRule, type PlanRows } from "../../model/rule.ts";
import { subjectKey, type Subject } from "../../model/subject.ts";
import { changedPlans } from "./tell/changed-plans.ts";

/** What this pull request does something to: single things, and relations and models as a whole. */
interface Touched {
  readonly things: ReadonlySet<string>;
  readonly whole: ReadonlySet<string>;
}

function touchedBy(changes: readonly Change[]): Touched {
  const things = new Set<string>();
  const whole = new Set<string>();
  for (const change of changes) {
    const fact = "after" in change ? change.after : change.before;
    if (fact.kind === "operation") {
      if (change.kind !== "operation.added" || fact.direction !== "up") continue;
      const columns = "columns" in fact ? fact.columns : [];
      for (const column of columns) if (typeof column === "string") things.add(subjectKey([...fact.relation, column]));
      things.add(subjectKey(fact.subject)).add(subjectKey(fact.relation));
      if (fact.action.startsWith("relation-")) whole.add(subjectKey(fact.relation));
    } else if ("subject" in fact) {
      things.add(subjectKey(fact.subject));
      if (fact.kind !== "table") whole.add(subjectKey(fact.subject));
    }
  }
  return { things, whole };
}

/** Does the row speak of something that this pull request does, if only of an additive change that nobody has to be told of? */
const isAtWork = (subjects: readonly Subject[], { things, whole }: Touched): boolean =>
  subjects.some(
    (subject) => things.has(subjectKey(subject)) || whole.has(subjectKey([subject[0], ...subject.slice(1, 3)])),
  );

/** A row that nearly speaks of a finding is told there, with the words to write. */
const isNear = ({ names }: PlanEntry, found: readonly Finding[]): boolean =>
  found.some(({ subjectPath }) => subjectPath.at(-1)?.toLowerCase() === names.at(-1)?.toLowerCase());

/** A phase that is still to come, of a plan that has several. */
const isToCome = (plan: Plan, entry: PlanEntry, rows: PlanRows): boolean =>
  new Set(plan.entries.map(({ phase }) => phase?.trim().toLowerCase())).size > 1 &&
  entry.phase !== undefined &&
  !rows.isSpent(entry);

function* stale(plan: Plan, found: readonly Finding[], context: Context, touched: Touched) {
  const rows = context.rowsOf(found);
  for (const entry of plan.entries) {
    if (entry.names.length === 0 || entry.fingerprint !== undefined) continue;
    if (found.some((finding) => rows.speaksOf(entry, finding)) || isNear(entry, found)) continue;
    const subjects = rows.subjects(entry);
    if (isAtWork(subjects, touched) || isToCome(plan, entry, rows)) continue;
    yield { entry, known: subjects.length > 0 };
  }
}

export default defineRule({
  id: "plan-entry-stale",
  level: "notice",
  on: [],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["stale-plan", "plan-unused"],
  docs: {
    title: "A row of a plan covers nothing",
    sees: "A pull request with changes of data adds or edits an approved plan, and a row of it speaks of nothing that is changed here: its name is not known, or what it names is left as it is, and it is no phase that is still to come. Told once a file. A plan that comes ahead of its change is no finding.",
    why: "Whoever approved the plan believes that the row is carried out by this pull request; and a row that stands for nothing opens the gate for whatever gets its name next.",
    instead:
      "Take the row out, write the name as the finding spells it, or give it a Phase if it is for a later pull request.",
  },
  messages: {
    unknown: "Unexpected row `{row}`{others}, expected a table, a column or a model that is known here",
    idle: "Unexpected row `{row}`{others} that covers nothing in this pull request, expected one of its changes or a Phase that is still to come",
  },
  *check() {},
  *afterwards(found, context) {
    const touched = touchedBy(context.changes);
    if (touched.things.size === 0) return;
    for (const plan of changedPlans(context)) {
      if (plan.status !== "approved") continue;
      const [first, ...rest] = stale(plan, found, context, touched);
      if (first === undefined) continue;
      const { entry, known } = first;
      yield {
        message: known ? "idle" : "unknown",
        at: entry.place,
        subject: ["plan", plan.id],
        after: [entry.action, ...entry.names].join("."),
        data: {
          row: `${entry.change} ${entry.subject}`.replaceAll("`", ""),
          others: rest.length === 0 ? "" : ` and ${rest.length} more`,
        },
      };
    }
  },
});
