import { type Call, textOf, textsOf, truthOf, type Value } from "../../../code/python/value.ts";
import { quoteIn, quoteName, quoteText } from "../../../sql/quote.ts";
import { type Draft, sourceOf } from "../python/draft.ts";
import { alterColumn } from "./alter-column.ts";
import { check, type Constraint, exclude, foreignKey, keyed } from "./constraints.ts";
import { addColumn, createTable } from "./create-table.ts";
import { type Relation, spell } from "./relation.ts";
import { createIndex } from "./create-index.ts";
import type { Operation } from "./operation.ts";

interface Known {
  /** Its parameters in their order; the last one may take all that is left (`*columns`). */
  readonly parameters: readonly string[];
  /** What of it could be lost when it cannot be read. */
  readonly harmless?: true;
  run(op: Operation): void;
}

const lenient = (op: Operation, name: string, words: string): string => (op.flag(name) ? `${words} ` : "");
const name = (op: Operation): string | undefined => textOf(op.value("constraint_name"));

function add(op: Operation, constraint: Constraint | undefined): void {
  if (constraint === undefined) op.draft.unknown("a constraint is put together by the program", op.call.at, false);
  else op.draft.add(`ALTER TABLE ${spell(op.table)} ADD ${constraint.sql}`, op.call.at);
}

const key = (kind: "primary" | "unique"): Known => ({
  parameters: ["constraint_name", "table_name", "columns"],
  harmless: true,
  run: (op) => add(op, keyed(kind, name(op), op.texts("columns"), op.call.named)),
});

function comment(op: Operation): void {
  const said = textOf(op.value("comment"));
  op.draft.add(`COMMENT ON TABLE ${spell(op.table)} IS ${said === undefined ? "NULL" : quoteText(said)}`, op.call.at);
}

/** Alembic's operations, by their names and parameters. A batch's have no `table_name`. */
export const OPERATIONS: Readonly<Record<string, Known>> = {
  create_table: {
    parameters: ["table_name", "*columns"],
    harmless: true,
    run: (op) => {
      const parts = op.value("*columns");
      createTable(op.table, parts?.is === "list" ? parts.items : [], op.call, op.draft, op.enums);
    },
  },
  drop_table: {
    parameters: ["table_name"],
    run: (op) => op.draft.add(`DROP TABLE ${lenient(op, "if_exists", "IF EXISTS")}${spell(op.table)}`, op.call.at),
  },
  rename_table: {
    parameters: ["table_name", "new_table_name"],
    run: (op) =>
      op.draft.add(`ALTER TABLE ${spell(op.table)} RENAME TO ${quoteName(op.text("new_table_name"))}`, op.call.at),
  },
  add_column: {
    parameters: ["table_name", "column"],
    harmless: true,
    run: (op) => addColumn(op.table, op.value("column") ?? { is: "none" }, op.call, op.draft),
  },
  drop_column: {
    parameters: ["table_name", "column_name"],
    run: (op) =>
      op.draft.add(
        `ALTER TABLE ${spell(op.table)} DROP COLUMN ${lenient(op, "if_exists", "IF EXISTS")}${quoteName(op.text("column_name"))}`,
        op.call.at,
      ),
  },
  alter_column: { parameters: ["table_name", "column_name"], run: alterColumn },
  create_index: { parameters: ["index_name", "table_name", "columns"], harmless: true, run: createIndex },
  drop_index: {
    parameters: ["index_name", "table_name"],
    run: (op) => {
      const index = quoteIn(op.table.schema, op.text("index_name"));
      const apart = lenient(op, "postgresql_concurrently", "CONCURRENTLY");
      op.draft.add(`DROP INDEX ${apart}${lenient(op, "if_exists", "IF EXISTS")}${index}`, op.call.at);
    },
  },
  create_unique_constraint: key("unique"),
  create_primary_key: key("primary"),
  create_check_constraint: {
    parameters: ["constraint_name", "table_name", "condition"],
    harmless: true,
    run: (op) => add(op, check(name(op), op.value("condition") ?? { is: "none" }, op.call.named)),
  },
  create_exclude_constraint: {
    parameters: ["constraint_name", "table_name", "*elements"],
    harmless: true,
    run: (op) => {
      const elements = op.value("*elements");
      add(op, exclude(name(op), elements?.is === "list" ? elements.items : [], op.call.named));
    },
  },
  create_foreign_key: {
    parameters: ["constraint_name", "table_name", "referent_table", "local_cols", "remote_cols"],
    harmless: true,
    run: (op) => {
      const table = quoteIn(textOf(op.value("referent_schema")), op.text("referent_table"));
      add(op, foreignKey(name(op), op.texts("local_cols"), { table, columns: op.texts("remote_cols") }, op.call.named));
    },
  },
  drop_constraint: {
    parameters: ["constraint_name", "table_name", "type_"],
    run: (op) =>
      op.draft.add(
        `ALTER TABLE ${spell(op.table)} DROP CONSTRAINT ${lenient(op, "if_exists", "IF EXISTS")}${quoteName(op.text("constraint_name"))}`,
        op.call.at,
      ),
  },
  create_table_comment: { parameters: ["table_name", "comment"], harmless: true, run: comment },
  drop_table_comment: { parameters: ["table_name"], harmless: true, run: (op) => comment(op) },
};

/** Older names of parameters. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  table_name: ["table_name", "source_table", "source", "old_table_name", "tablename"],
  schema: ["schema", "source_schema"],
  constraint_name: ["constraint_name", "name"],
  index_name: ["index_name", "name"],
  referent_table: ["referent_table", "referent"],
  column_name: ["column_name", "name"],
  columns: ["columns", "cols", "local_cols"],
  type_: ["type_", "type"],
};

class Unread extends Error {}

/** Runs one call of `op.*`; what it says that cannot be known is a gap at its place. */
export function runOperation(
  operation: string,
  call: Call,
  { draft, enums, batch }: { readonly draft: Draft; readonly enums: Set<string>; readonly batch?: Relation },
): boolean {
  const known = Object.hasOwn(OPERATIONS, operation) ? OPERATIONS[operation] : undefined;
  if (known === undefined) return false;
  const parameters = batch === undefined ? known.parameters : known.parameters.filter((one) => one !== "table_name");
  const value = (wanted: string): Value | undefined => {
    const index = parameters.indexOf(wanted);
    if (wanted.startsWith("*")) return { is: "list", items: call.plain.slice(index) };
    return (
      (ALIASES[wanted] ?? [wanted]).map((one) => call.named[one]).find(Boolean) ??
      (index < 0 ? undefined : call.plain[index])
    );
  };
  const text = (wanted: string): string => {
    const found = value(wanted);
    const known = textOf(found);
    if (known === undefined)
      throw new Unread(
        found === undefined ? `no \`${wanted}\` is given` : `\`${wanted}\` is put together from \`${sourceOf(found)}\``,
      );
    return known;
  };
  const texts = (wanted: string): readonly string[] => {
    const found = value(wanted);
    const known = found?.is === "text" ? [found.text] : textsOf(found);
    if (known === undefined)
      throw new Unread(`\`${wanted}\` is put together from \`${sourceOf(found ?? { is: "none" })}\``);
    return known;
  };
  try {
    if (call.open) throw new Unread("its arguments are put together by the program");
    const needsTable = batch === undefined && (operation !== "drop_index" || value("table_name")?.is === "text");
    const table = batch ?? { schema: textOf(value("schema")), name: needsTable ? text("table_name") : "" };
    known.run({ call, draft, enums, text, texts, value, table, flag: (one) => truthOf(call.named[one]) === true });
  } catch (error) {
    if (!(error instanceof Unread)) throw error;
    draft.unknown(`\`${operation}\`: ${error.message}`, call.at, known.harmless !== true);
  }
  return true;
}
