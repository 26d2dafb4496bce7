import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { compareTypes } from "../../sql/compare-types.ts";
import { nameReaders } from "./ask/name-readers.ts";
import { seeRewrite } from "./ask/see-rewrite.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { throughSecondColumn } from "./ways/second-column.ts";

export default defineRule({
  id: "type-narrowed",
  level: "block",
  on: ["operation.added"],
  action: "retype",
  verdicts: { data: "broken", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "backfill", "archive", "sign-off", "rollback"],
  aliases: [
    "narrow-column-type",
    "change-column-type",
    "changing-column-type",
    "MP044",
    "PG301",
    "change_column",
    "ALTER_COLUMN",
    "MRT705",
  ],
  requirements: [
    { row: 193, parts: "X" },
    { row: 219, parts: "X" },
  ],
  docs: {
    title: "A column gets a type that does not hold its values",
    sees: "A migration of this pull request gives an existing column a smaller type, or one of another kind, by the type that the history says it has. A type that is not known is for review.",
    why: "The statement fails on the first row that does not fit, or cuts it; and queries that compare or add the column may stop working.",
    offers: "A second column that a trigger keeps equal, filled in batches and swapped in a later release.",
    instead: `-- prove that the values fit, then move through a second column
SELECT count(*) FROM public.users WHERE length(code) > 10;
ALTER TABLE public.users ADD COLUMN code_short varchar(10);
UPDATE public.users SET code_short = code WHERE code_short IS NULL; -- in batches
-- readers and writers move to code_short; the old column goes in a later release`,
  },
  messages: {
    narrowed:
      "Unexpected narrowing of column `{column}` from `{from}` to `{to}`, expected a type that holds every value",
    incompatible: "Unexpected change of column `{column}` from `{from}` to `{to}`, expected a type of the same kind",
    read: "Unexpected change of column `{column}` from `{from}` to `{to}`, expected a type of the same kind for `{reader}`{others}",
    reinterpreted:
      "Unexpected change of column `{column}` from `{from}` to `{to}`, expected values that mean the same as before",
    unknown:
      "Unexpected change of column `{column}` from `{from}` to `{to}`, expected a type that is known to hold every value",
    fromUnknown:
      "Unexpected change of column `{column}` to `{to}`, expected its type before to be known from the migrations",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "column-retyped" || !touchesExisting(operation, context)) return;
    const { subject, place: at, from, to } = operation;
    // From one enum to another by values that the history knows: `enum-value-removed` tells what is lost.
    if (operation.lost !== undefined) return;
    if (context.bornHere(operation.columnBorn, operation)) return;
    const { readers, named } = nameReaders(subject, context);
    const { rewrites } = seeRewrite(operation, context);
    const ddl = rewrites === undefined ? "unknown" : rewrites ? "broken" : "ok";
    const report = { at, subject, after: to, readers, ...throughSecondColumn(operation, context) };
    const column = spell(subject);
    if (from === undefined) {
      const verdicts = { data: "unknown", consumer: "unknown", ddl, meaning: "unknown" } as const;
      yield { ...report, message: "fromUnknown", data: { column, to }, level: "review", verdicts };
      return;
    }
    const told = { ...report, before: from, data: { column, from, to } };
    const engine = context.engine(operation.migration);
    const change = compareTypes(from, to, engine === "postgres" ? undefined : engine);
    switch (change) {
      case "same":
      case "widened":
        return;
      case "narrowed":
        yield { ...told, message: "narrowed", verdicts: { ddl } };
        return;
      case "converted":
      case "incompatible": {
        const fits = change === "converted";
        const verdicts = { data: fits ? "ok" : "broken", consumer: "broken", ddl } as const;
        const owes = fits
          ? (["plan-entry", "compatibility", "consumers", "migration", "rollback"] as const)
          : undefined;
        const kind = { ...told, verdicts, ...(owes === undefined ? {} : { owes }) };
        if (named === undefined) yield { ...kind, message: "incompatible" };
        else yield { ...kind, message: "read", data: { ...told.data, ...named } };
        return;
      }
      case "reinterpreted":
        // An expression says how the values are to be read.
        if (!operation.using)
          yield {
            ...told,
            message: "reinterpreted",
            level: "review",
            verdicts: { data: "ok", ddl, meaning: "conditional" },
          };
        return;
      case "unknown":
        yield {
          ...told,
          message: "unknown",
          level: "review",
          verdicts: { data: "unknown", consumer: "unknown", ddl, meaning: "unknown" },
        };
    }
  },
});
