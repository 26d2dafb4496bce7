import type { Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { rewritesByGrammar, seeRewrite } from "./ask/see-rewrite.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { fillDefault } from "./ways/fill-default.ts";
import { throughSecondColumn } from "./ways/second-column.ts";

type Cause = OperationOf<"column-retyped"> | OperationOf<"column-added">;

const isCause = (operation: Operation): operation is Cause =>
  operation.action === "column-retyped" || (operation.action === "column-added" && operation.default !== "none");

/** Everything in the same statement that could make the engine write the table anew, by the text alone. */
const causes = (operation: Cause, { changes }: Context): Cause[] =>
  changes.flatMap((change) =>
    change.kind === "operation.added" &&
    change.after.statement === operation.statement &&
    spell(change.after.relation) === spell(operation.relation) &&
    change.after.moot !== true &&
    isCause(change.after)
      ? [change.after]
      : [],
  );

const canonical = (cause: Cause): string =>
  cause.action === "column-retyped"
    ? `${cause.subject.at(-1) ?? ""} to ${cause.to}`
    : `${cause.subject.at(-1) ?? ""} ${cause.default} ${cause.type}`;

export default defineRule({
  id: "table-rewritten",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "type-rewritten",
    "alter-column-type-rewrite",
    "add-column-volatile-default",
    "add-generated-stored",
    "add-serial-or-identity-column",
    "adding-field-with-default",
    "adding-serial-primary-key-field",
    "MP003",
    "MP007",
    "MP015",
    "MP062",
    "PGM006",
    "PGM007",
    "PG302",
    "E5",
    "E11",
    "addSerialColumn",
    "add_column_auto_incrementing",
    "rewrite-under-lock",
    "E10",
  ],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "A table is written anew under an exclusive lock",
    sees: "A statement of this pull request makes PostgreSQL write every row of an existing table again. Where the embedded engine ran the statement, what it did decides; elsewhere the grammar, the types that the history knows and `postgres_version`: below 11 a constant default is written row by row, below 12 a change between `timestamp` and `timestamptz` is.",
    why: "Nobody can read or write the table until the last row is written, and it needs as much disk again.",
    offers:
      "A second column that a trigger keeps equal, filled in batches and swapped; for a new column, the default first and the old rows in batches.",
    instead: `-- a column beside the old one, filled in batches, then switched
ALTER TABLE public.events ADD COLUMN id_big bigint;
UPDATE public.events SET id_big = id WHERE id BETWEEN 1 AND 10000; -- and so on
-- a default that differs by row: the column first, the default for new rows, the old rows in batches
ALTER TABLE public.events ADD COLUMN token uuid;
ALTER TABLE public.events ALTER COLUMN token SET DEFAULT gen_random_uuid();`,
  },
  messages: {
    retyped:
      "Unexpected rewrite of table `{table}` under an exclusive lock to make `{column}` `{type}`, expected a change in place",
    filled:
      "Unexpected rewrite of table `{table}` under an exclusive lock to fill the new column `{column}`, expected a change in place",
  },
  *check({ after: operation }, context) {
    if (!isCause(operation) || !holdsRows(operation, context)) return;
    const all = causes(operation, context);
    const seen = all.map((cause) => ({ cause, ...seeRewrite(cause, context) }));
    const rewriting = seen.filter(({ rewrites }) => rewrites === true);
    const { postgresVersion } = context.config;
    const guilty = rewriting.find(({ cause }) => rewritesByGrammar(cause, postgresVersion) === true) ?? rewriting[0];
    // One statement rewrites once: the first cause that explains it speaks for all.
    if (guilty === undefined || guilty.cause.id !== operation.id) return;
    const { relation, place: at } = operation;
    const report = { at, subject: relation, after: all.map(canonical).sort().join(", "), basis: guilty.basis };
    const data = { table: spell(relation), column: operation.subject.at(-1) ?? "" };
    if (operation.action === "column-retyped")
      yield {
        ...report,
        message: "retyped",
        data: { ...data, type: operation.to },
        ...throughSecondColumn(operation, context),
      };
    else yield { ...report, message: "filled", data, ...fillDefault(operation, context) };
  },
});
