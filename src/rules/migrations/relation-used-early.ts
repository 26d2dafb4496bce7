import type { Operation, OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { type Subject, spell } from "../../model/subject.ts";
import { lex } from "../../sql/lex.ts";
import { label } from "./ask/label.ts";
import { witnessed } from "./ask/witnessed.ts";

/** Operations that fail where there is no such relation. */
const NEEDS = /^(?:column-|default-|constraint-added$|index-built$|rows-changed$|relation-renamed$)/;

const sameName = (one: Subject, other: Subject): boolean =>
  one.length === other.length && one.every((name, i) => i === 0 || name === other[i]);

const position = ({ migration, statement }: Operation, { head }: Context): readonly [number, number] => [
  head.facts.migration[migration]?.order ?? 0,
  head.facts.statement[statement]?.index ?? 0,
];

/** `IF NOT EXISTS` and `OR REPLACE` say that it may be there already. */
const isLenient = ({ statement }: Operation, { head }: Context): boolean => {
  const words = lex(head.facts.statement[statement]?.sql ?? "").slice(0, 12);
  return /\b(?:if not exists|or replace)\b/.test(words.map(({ text }) => text).join(" "));
};

const known = new WeakMap<Context["changes"], readonly OperationOf<"relation-created">[]>();

/** What this pull request creates. */
function creations({ changes }: Context): readonly OperationOf<"relation-created">[] {
  const before = known.get(changes);
  if (before !== undefined) return before;
  const found = changes.flatMap((change) =>
    change.kind === "operation.added" &&
    change.after.action === "relation-created" &&
    change.after.direction === "up" &&
    change.after.moot !== true
      ? [change.after]
      : [],
  );
  known.set(changes, found);
  return found;
}

/** The statement of the same history that makes the relation, later. */
function creator(wanted: Subject, operation: Operation, context: Context): OperationOf<"relation-created"> | undefined {
  const { facts } = context.head;
  const root = facts.migration[operation.migration]?.root;
  const [order, index] = position(operation, context);
  for (const made of creations(context)) {
    if (!sameName(made.relation, wanted) || facts.migration[made.migration]?.root !== root) continue;
    if (isLenient(made, context)) continue;
    const [theirs, at] = position(made, context);
    if (theirs > order || (theirs === order && at > index)) return made;
  }
  return undefined;
}

export default defineRule({
  id: "relation-used-early",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: ["ordering-hazard", "forward-reference", "chain-conflict", "SQ004"],
  docs: {
    title: "A table is used before it is created",
    sees: "A migration of this pull request changes, indexes, fills or refers to a table that no earlier statement of the history makes and a later one of this pull request does, without IF NOT EXISTS.",
    why: "A new database stops here, since there is no such table yet; an old one may have it from somewhere else, and then stops at the CREATE.",
    instead:
      "Give the migration that creates the table the smaller version, or put the statements into one file in their order.",
  },
  messages: {
    used: "Unexpected use of `{relation}` before `{migration}` creates it, expected it after",
  },
  *check({ after: operation }, context) {
    if (operation.direction !== "up" || operation.moot === true || !NEEDS.test(operation.action)) return;
    const referenced =
      operation.action === "constraint-added" && operation.referencesBorn === undefined
        ? operation.references
        : undefined;
    const wanted = operation.relationBorn === undefined ? operation.relation : referenced;
    if (wanted === undefined || wanted[0] === "index" || witnessed(operation, context) !== undefined) return;
    const made = creator(wanted, operation, context);
    const migration = made === undefined ? undefined : context.head.facts.migration[made.migration];
    if (migration === undefined) return;
    const data = { relation: spell(wanted), migration: label(migration) };
    yield { message: "used", at: operation.place, subject: wanted, after: label(migration), data };
  },
});
