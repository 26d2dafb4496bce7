import type { Operation, OperationOf, Statement } from "../../model/migration.ts";
import { type Contents, type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { lex } from "../../sql/lex.ts";
import { wayUp } from "./ask/way-up.ts";

type Added = OperationOf<"enum-label-added">;

const known = new WeakMap<Contents, ReadonlyMap<string, readonly Statement[]>>();

/** Text in quotes → the statements of the way up that say it, each read once. */
function sayings(migration: string, context: Context): ReadonlyMap<string, readonly Statement[]> {
  const contents = context.within(migration, "head");
  const before = known.get(contents);
  if (before !== undefined) return before;
  const found = new Map<string, Statement[]>();
  for (const statement of contents.statements.filter(({ direction }) => direction === "up"))
    for (const text of new Set(lex(statement.sql).flatMap((token) => (token.kind === "string" ? [token.text] : []))))
      found.set(text, [...(found.get(text) ?? []), statement]);
  known.set(contents, found);
  return found;
}

const literal = (label: string): string => `'${label.replaceAll("'", "''")}'`;

/** Is the value cast to the type? */
function isCast({ sql }: Statement, { label, subject }: Added): boolean {
  const tokens = lex(sql).map(({ text }) => text);
  const [, schema = "", name = ""] = subject;
  return tokens.some((text, i) => {
    const rest = tokens.slice(i + 1, i + 6).join(" ");
    return text === literal(label) && [`: : ${name}`, `: : ${schema} . ${name}`].some((cast) => rest.startsWith(cast));
  });
}

/** Does the statement give the value to a column of the type, or cast it? */
function uses(statement: Statement, added: Added, context: Context): boolean {
  if (isCast(statement, added)) return true;
  const types = new Set([added.subject.at(-1), spell(added.subject), spell(["type", added.subject.at(-1) ?? ""])]);
  const relations = wayUp(added.migration, context)
    .filter((operation) => operation.statement === statement.id)
    .map(({ relation }) => subjectKey(relation));
  return Object.values(context.head.facts.table).some(
    ({ subject, columns }) =>
      relations.includes(subjectKey(subject)) &&
      Object.values(columns).some(({ type }) => type !== undefined && types.has(type.replace(/\[\]$/, ""))),
  );
}

const indexOf = ({ statement }: Operation, { head }: Context): number => head.facts.statement[statement]?.index ?? 0;

export default defineRule({
  id: "enum-value-used-early",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["enum-add-value-in-tx", "enum-value-used-in-transaction", "MP012", "MP054"],
  docs: {
    title: "A new enum value is used before it may be",
    sees: "A migration of this pull request adds a value to an enum that was there before it and uses the value in the same transaction; below PostgreSQL 12, adds one inside a transaction at all.",
    why: "PostgreSQL refuses the use (55P04) until the value is committed, and before version 12 the adding too: the migration fails where it is deployed.",
    instead: `-- one migration adds the value
ALTER TYPE public.state ADD VALUE 'archived';
-- the next one uses it
UPDATE public.orders SET state = 'archived' WHERE closed_at < '2020-01-01';`,
  },
  messages: {
    used: "Unexpected use of the new value `{label}` of `{type}` in the transaction that adds it, expected a migration of its own for the adding",
    added:
      "Unexpected new value `{label}` of `{type}` inside a transaction, expected a migration without one, since PostgreSQL {version} refuses it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "enum-label-added" || operation.direction !== "up" || operation.moot === true) return;
    const { label, subject, migration, relationBorn, place } = operation;
    // A type that the same transaction makes may be used at once.
    if (relationBorn === migration || context.head.facts.migration[migration]?.transaction !== true) return;
    const version = context.config.postgresVersion;
    const report = { subject, after: label };
    const data = { label, type: spell(subject), version: String(version) };
    if (version < 12) yield { ...report, message: "added", at: place, data };
    const used = sayings(migration, context)
      .get(literal(label))
      ?.find((statement) => statement.index > indexOf(operation, context) && uses(statement, operation, context));
    if (version >= 12 && used !== undefined) yield { ...report, message: "used", at: used.place, data };
  },
});
