import type { Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

type Drop = OperationOf<"relation-dropped"> | OperationOf<"column-dropped">;

const isDrop = (operation: Operation): operation is Drop =>
  operation.action === "relation-dropped" || operation.action === "column-dropped";

/** Kinds of the engine's catalog that somebody made for a purpose of their own; indexes and sequences go with their table. */
const OF_ITS_OWN =
  /^(?:view|materialized view|function|procedure|aggregate|constraint|trigger|policy|rule) (?<name>.+)$/;

const ofStatement = (operation: Drop, operations: Iterable<Operation>): readonly Drop[] =>
  [...operations].filter(isDrop).filter(({ statement }) => statement === operation.statement);

/** The history does not know what CASCADE takes, so that only a CREATE of this pull request says that it is back. */
const madeAnew = ({ changes }: Context): ReadonlySet<string> =>
  new Set(
    changes.flatMap((change) =>
      change.kind === "operation.added" && change.after.action === "relation-created" && change.after.direction === "up"
        ? [spell(change.after.subject)]
        : [],
    ),
  );

/** What the engine saw go, but for what the statement itself names and what belongs to a table that goes. */
function takenAlong(drops: readonly Drop[], context: Context): string[] {
  const [first] = drops;
  const removed = first === undefined ? [] : (context.observed(first)?.removed ?? []);
  const named = new Set(drops.map(({ relation }) => spell(relation)));
  const back = madeAnew(context);
  return removed.filter((key) => {
    const name = OF_ITS_OWN.exec(key)?.groups?.["name"];
    if (name === undefined || named.has(name) || back.has(name)) return false;
    return ![...named].some((relation) => name.startsWith(`${relation}.`));
  });
}

/** Constraints over the column and others: PostgreSQL drops them with it and says nothing. */
function brokenConstraints(drop: Drop, context: Context): string[] {
  if (drop.action !== "column-dropped") return [];
  const column = drop.subject.at(-1) ?? "";
  const heirs = Object.values(findTable(context.head, drop)?.constraints ?? {});
  return Object.entries(findTable(context.base, drop)?.constraints ?? {})
    .filter(([, { columns }]) => columns.length > 1 && columns.includes(column))
    .filter(
      ([, lost]) =>
        !heirs.some(({ type, columns }) => type === lost.type && columns.some((name) => lost.columns.includes(name))),
    )
    .map(([name, { type }]) => `${type} ${name}`);
}

export default defineRule({
  id: "dependents-dropped",
  level: "review",
  on: ["operation.added"],
  action: "drop",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: [
    "drop-table-cascade",
    "MP022",
    "PGM202",
    "destructive-cascade",
    "disallow_rm_tbl_cascade",
    "drop-column-drops-index-or-unique",
    "PGM010",
    "PGM011",
    "PGM012",
    "column_disallow_drop_in_index",
  ],
  docs: {
    title: "A drop takes along what it does not name",
    sees: "CASCADE takes views, functions, or foreign keys of other tables along, as the embedded engine shows; or a column goes, and with it a constraint over it and other columns that nothing replaces.",
    why: "Nobody who reads the statement sees what else is gone, and the way back has to make it again.",
    instead: `-- say each by name, and make again what is still wanted
DROP VIEW public.active_users;
ALTER TABLE public.users DROP COLUMN state;
CREATE VIEW public.active_users AS SELECT id, email FROM public.users;`,
  },
  messages: {
    taken:
      "Unexpected loss of `{dependent}`{others} with the drop of `{subject}`, expected each to be dropped by name or made anew",
  },
  *check({ after: operation }, context) {
    if (!isDrop(operation) || !touchesExisting(operation, context)) return;
    // What a statement takes along is told once, at its first new drop; a constraint at the column that breaks it.
    const fresh = context.changes.flatMap((change) => (change.kind === "operation.added" ? [change.after] : []));
    const [first] = ofStatement(operation, fresh);
    const drops = ofStatement(operation, context.within(operation.migration, "head").operations);
    const along = first?.id === operation.id ? takenAlong(drops, context) : [];
    const [dependent, ...rest] = [...brokenConstraints(operation, context), ...along];
    if (dependent === undefined) return;
    const { subject, place: at } = operation;
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    const data = { dependent, others, subject: spell(subject) };
    const basis = along.length > 0 ? "observed" : "grammar";
    yield { message: "taken", at, subject, data, basis };
  },
});
