import type { Operation, OperationOf, Statement } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { lex } from "../../sql/lex.ts";
import { statementsUp, wayUp } from "./ask/way-up.ts";

type Added = OperationOf<"enum-label-added">;

/** Does the statement say the value, to a column of the type or cast to it? */
function uses(statement: Statement, added: Added, context: Context): boolean {
  const tokens = lex(statement.sql);
  const at = tokens.flatMap(({ kind, text }, i) =>
    kind === "string" && text === `'${added.label.replaceAll("'", "''")}'` ? [i] : [],
  );
  if (at.length === 0) return false;
  const name = added.subject.at(-1) ?? "";
  const isCast = (i: number): boolean => {
    const [first, second, third] = [tokens[i + 1], tokens[i + 2], tokens[i + 3]];
    const symbols =
      first?.text === "::" ? second : `${first?.text ?? ""}${second?.text ?? ""}` === "::" ? third : undefined;
    return symbols?.text === name;
  };
  if (at.some(isCast)) return true;
  const known = new Set([name, spell(added.subject), spell(["type", name])]);
  const relations = wayUp(added.migration, context)
    .filter((operation) => operation.statement === statement.id)
    .map(({ relation }) => subjectKey(relation));
  return Object.values(context.head.facts.table).some(
    ({ subject, columns }) =>
      relations.includes(subjectKey(subject)) &&
      Object.values(columns).some(({ type }) => type !== undefined && known.has(type.replace(/\[\]$/, ""))),
  );
}

const indexOf = ({ statement }: Operation, { head }: Context): number => head.facts.statement[statement]?.index ?? 0;

export default defineRule({
  id: "enum-value-used-early",
  level: "review",
  on: ["operation.added"],
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
    const used = statementsUp(migration, context).find(
      (statement) => statement.index > indexOf(operation, context) && uses(statement, operation, context),
    );
    if (version >= 12 && used !== undefined) yield { ...report, message: "used", at: used.place, data };
  },
});
