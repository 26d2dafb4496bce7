import { spell } from "../../../model/subject.ts";
import type { Table } from "../../../model/table.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { isEmpty, rowsBy } from "../../look/rows.ts";
import { tablesWith } from "../../look/table.ts";
import type { Stage } from "../../look/stage.ts";

const ENTITY = /\bentit(?:y|ies)\b|\btables?\b|\brecords?\b|\baggregates?\b|\bdatasets?\b/;
const KEY = /\bkeys?\b|\bidentifier\b|\bidentified by\b|\bpk\b/;

export default defineItem({
  id: "entities-keyed",
  asked: { "design-spec": "interfaces" },
  requirements: [{ row: 70, parts: "SX" }],
  level: "review",
  title: "Entities",
  demand: "a table of the core entities with the key of each",
  why: "The key decides what may be there twice, how it is joined and how it is split; it is the one field that cannot be changed later.",
  template:
    "| Entity | Key | Fields | Owner |\n| --- | --- | --- | --- |\n| <name of the entity> | <the key's column> | <the fields> | <the team> |",
  messages: {
    key: "Unexpected entity `{entity}` without a key, expected the field that tells its records apart",
    other: "Unexpected key `{said}` of `{entity}`, expected `{key}` as in the migrations",
    unlisted:
      "Unexpected new table `{table}` that the plan's entities do not list, expected a row with its key `{key}`",
  },
  *check(stage, context) {
    const tables = tablesWith(stage, ENTITY, KEY);
    const listed = stage.fields.filter(({ text, items }) =>
      KEY.test([text, ...items.map((one) => one.text)].join(" ").toLowerCase()),
    );
    if (tables.length === 0 && listed.length === 0) {
      if (answersOpen(stage)) return;
      yield { part: "S", message: "missing" };
      return;
    }
    for (const { name, key } of tables.flatMap((table) => rowsBy(table, { name: ENTITY, key: KEY }))) {
      if (name === undefined || name.open === true) continue;
      const [entity = ""] = name.text.split(/[\s(]/);
      if (isEmpty(key)) yield { part: "S", message: "key", at: key.place, of: entity, data: { entity } };
      const known = tableNamed(entity, context);
      const columns = known === undefined ? [] : keyOf(known);
      if (key === undefined || key.open === true || columns.length === 0) continue;
      if (!columns.every((column) => key.text.toLowerCase().includes(column.toLowerCase())))
        yield {
          part: "X",
          message: "other",
          at: key.place,
          of: entity,
          data: { said: key.text, entity, key: columns.join(", ") },
        };
    }
    const words = stage.said.map(({ text }) => text.toLowerCase()).join("\n");
    for (const table of newTables(context)) {
      const [short = ""] = table.subject.slice(-1);
      if (words.includes(short.toLowerCase())) continue;
      const key = keyOf(table).join(", ") || "none";
      yield { part: "X", message: "unlisted", of: spell(table.subject), data: { table: short, key } };
    }
  },
});

const answersOpen = ({ tables }: Stage): boolean =>
  tables.some(({ rows }) => rows.some((row) => row.some((cell) => cell.open === true && cell.text !== "")));

const keyOf = ({ constraints }: Table): readonly string[] =>
  Object.values(constraints).find(({ type }) => type === "primary key")?.columns ?? [];

/** The one table of head, or of base where this pull request drops it, whose last name that is. */
function tableNamed(name: string, { head, base }: ItemContext): Table | undefined {
  for (const side of [head, base]) {
    const found = Object.values(side.facts.table).filter(
      ({ subject, relation }) => relation === "table" && [spell(subject), subject.at(-1)].includes(name),
    );
    if (found.length === 1) return found[0];
  }
  return undefined;
}

/** Tables that this pull request's migrations spell out; copies and what only one migration lives on are none. */
function newTables({ head, changes }: ItemContext): readonly Table[] {
  const made = new Set(
    changes.flatMap((change) =>
      change.kind === "operation.added" &&
      change.after.action === "relation-created" &&
      change.after.direction === "up" &&
      !change.after.temporary &&
      change.after.copies.length === 0
        ? [spell(change.after.subject)]
        : [],
    ),
  );
  return Object.values(head.facts.table).filter(
    (table) => table.relation === "table" && keyOf(table).length > 0 && made.has(spell(table.subject)),
  );
}
