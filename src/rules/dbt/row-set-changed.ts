import type { QueryEdit } from "../../model/query-edit.ts";
import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

const ROWS = /^(?:row-set-changed|condition-edited|join-changed|join-added|source-changed|structure-changed)$/;
const GRAIN = /^(?:grain|distinct)-changed$/;
const SHOWN = 2;

/** Grain at the end is told by a rule of its own; a LEFT JOIN more takes no row away. */
const isMeant = ({ kind, verdict, inside }: QueryEdit): boolean =>
  verdict !== "safe" &&
  (ROWS.test(kind) || (GRAIN.test(kind) && inside === true)) &&
  !(kind === "join-added" && verdict === "unknown");

export default defineRule({
  id: "row-set-changed",
  level: "review",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "broken" },
  owes: [],
  aliases: ["model-rows-changed", "where-changed", "join-type-changed"],
  docs: {
    title: "A dbt model holds other rows",
    sees: "The SQL of a model has a condition more or fewer, another kind of join, a join more that chooses rows, a branch of a union more or fewer, or another LIMIT than on the base branch, while somebody on head reads the model or it is promised. Told once a model. Where a condition only reads differently, or the change is inside of a CTE that the rows pass through, it is a notice: the rows may be the same in the end. The order of conditions, `between` for two comparisons, ORDER BY without LIMIT and filters moved to or from a CTE are no difference.",
    why: "Sums and counts behind the model move on the day of the merge, and nothing fails that would say so.",
    instead: "Say in the pull request which rows come or go, and tell the readers; or give them a column to filter by.",
  },
  messages: {
    changed: "Unexpected change of which rows {resource} `{model}` holds: {cause}, expected them to stay for {readers}",
    perhaps:
      "Unexpected edit of how {resource} `{model}` chooses or joins its rows: {cause}, expected word on what it means for {readers}",
  },
  *check({ before, after }, context) {
    const edits = (context.edits(before, after) ?? []).filter(isMeant);
    if (edits.length === 0) return;
    const readers = context.readers(after.subject, "head");
    if (readers.length === 0 && !after.contract && after.access !== "public") return;
    const certain = edits.filter(({ verdict, inside }) => verdict === "breaking" && inside === undefined);
    const sure = certain.length > 0;
    const causes = [...new Set((sure ? certain : edits).map(({ cause }) => cause))];
    yield {
      message: sure ? "changed" : "perhaps",
      at: after.place,
      subject: after.subject,
      after: causes.toSorted().join("; "),
      readers,
      data: {
        model: after.name,
        resource: after.resource,
        cause: causes.slice(0, SHOWN).join("; "),
        readers: readers.length === 0 ? "those it is promised to" : nameReaders(readers),
      },
      ...(!sure && ({ level: "notice", verdicts: { meaning: "unknown" } } as const)),
    };
  },
});
