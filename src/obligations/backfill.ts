import { defineObligation, type ObligationContext } from "../model/define-obligation.ts";
import type { Finding } from "../model/finding.ts";
import { subjectKey, spell } from "../model/subject.ts";
import { byPlan } from "./meet/by-plan.ts";
import { findMigration } from "./meet/find-migration.ts";
import { met } from "./meet/answer.ts";
import { planWords, where } from "./meet/row-words.ts";

const FILLS =
  /\b(?:back-?\s?fill\w*|fill\w*|populat\w*|updat\w*|convert\w*|cop(?:y|ies|ied)|full[\s-]*refresh|on_schema_change|rebuil[dt]\w*|reload\w*|default\w*|truncat\w*|no rows|is empty|are empty|empty table|holds? nothing)\b/i;

/** A dbt model whose table is added to and not built anew: what is in it stays as it was made. */
function isIncremental({ subjectPath }: Finding, { base, head }: ObligationContext): boolean {
  const [kind, project = "", name = ""] = subjectPath;
  if (kind !== "model") return false;
  const id = `model.${project}.${name}`;
  return [head, base].some(({ facts }) => facts.model[id]?.materialized === "incremental");
}

/** The statement itself says how the values are converted, so no row is left behind. */
const converts = (finding: Finding, { head }: ObligationContext): boolean =>
  Object.values(head.facts.operation).some(
    (operation) =>
      operation.action === "column-retyped" &&
      operation.using &&
      operation.place.path === finding.place.path &&
      subjectKey(operation.subject) === subjectKey(finding.subjectPath),
  );

/** A statement of the same migration that fills the column above the one that needs it filled. */
function filledBy(finding: Finding, context: ObligationContext) {
  const migration = findMigration(finding, context);
  const column = finding.subjectPath.at(-1);
  return Object.values(context.head.facts.operation).find(
    (operation) =>
      operation.action === "rows-changed" &&
      operation.direction === "up" &&
      operation.migration === migration?.id &&
      operation.place.line <= finding.place.line &&
      subjectKey(operation.relation) === subjectKey([finding.subjectPath[0], ...finding.subjectPath.slice(1, 3)]) &&
      operation.sets.some((set) => set.column === column),
  );
}

export default defineObligation({
  kind: "backfill",
  title: "The rows that are there are brought along",
  due: (finding, context) =>
    finding.subjectPath[0] === "model" ? isIncremental(finding, context) : !converts(finding, context),
  meet(finding, context) {
    const filled = filledBy(finding, context);
    if (filled !== undefined)
      return met(finding, "backfill", {
        what: `\`${finding.subject}\` is filled above`,
        place: filled.place,
        side: "head",
        verified: true,
      });
    const wanted = wantedStep(finding, context);
    return byPlan(
      finding,
      "backfill",
      context,
      ({ plan, entry }) => {
        const { migration } = plan;
        const said = [...(migration?.steps ?? []), ...(migration?.none === undefined ? [] : [migration.none])];
        const step = [...said, ...(entry.migration === undefined ? [] : [entry.migration])].find(({ text }) =>
          FILLS.test(text),
        );
        return step === undefined
          ? { lacks: `Add a step to the Migration section at ${where(migration?.place ?? plan.place)}: ${wanted}` }
          : { evidence: { what: step.text, place: step.place, side: "head", verified: false } };
      },
      () => `Add a step to the Migration section of ${planWords(finding, context)}: ${wanted}`,
    );
  },
});

/** The step to copy. */
function wantedStep(finding: Finding, context: ObligationContext): string {
  const [kind, ...names] = finding.subjectPath;
  if (kind === "model")
    return `how its history is brought along, \`dbt run --full-refresh --select ${names[1] ?? ""}\`, or why it may stay as it is`;
  const table = spell([kind, ...names.slice(0, 2)]);
  const column = names[2] ?? "";
  const retyped = context.rules.get(finding.rule)?.action === "retype";
  return retyped
    ? `what becomes of values that do not fit, \`UPDATE ${table} SET ${column} = … WHERE …\` before the change (or say it in the statement with USING)`
    : `what the rows that are there get, \`UPDATE ${table} SET ${column} = … WHERE ${column} IS NULL\` in batches, or that the table holds no rows`;
}
