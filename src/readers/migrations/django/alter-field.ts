import type { Value } from "../../../code/python/value.ts";
import { quoteName } from "../../../sql/quote.ts";
import { fieldIndexes, foreignName, foreignSql, keptName, kindOf } from "./column-objects.ts";
import type { Editor } from "./editor.ts";
import { type Column, columnOf, isMany } from "./fields.ts";
import { manyOf } from "./many.ts";
import { madeName, postgresName } from "./names.ts";
import { hasTable, type Model, type State, tableOf } from "./state.ts";

/** A field as it is at one point of the history. */
export interface Point {
  readonly model: Model;
  readonly state: State;
  readonly field: string;
  readonly value: Value;
}

/** From one definition of a field to another, in the order in which Django's editor does it. */
export function alterField(editor: Editor, from: Point, to: Point): void {
  if (!hasTable(to.model)) return;
  if (isMany(from.value) && isMany(to.value)) {
    const [before, after] = [from, to].map(({ field, value, model, state }) => manyOf(field, value, model, state));
    if (before !== undefined && after !== undefined) editor.renameTable(before.table, after.table);
    return;
  }
  const table = tableOf(to.model);
  const [old, now] = [from, to].map(({ field, value, model, state }) => columnOf(field, value, model, state));
  if (old === undefined || now === undefined) {
    if (now !== undefined) editor.addField(to.model, to.field, to.value, to.state);
    else if (old !== undefined) editor.removeField(from.model, from.field, from.value, from.state);
    return;
  }
  const repointed =
    old.points?.table !== now.points?.table ||
    old.points?.column !== now.points?.column ||
    old.name !== now.name ||
    old.type !== now.type;
  if (old.points?.known === true && repointed && old.points.table !== now.points?.table)
    dropForeignKey(editor, keptName(from.model, "foreign", old), table);
  if (old.unique && !now.unique)
    editor.run(`ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${quoteName(keptName(from.model, "unique", old))}`);
  const [gone, come] = indexChanges(old, now, from.model);
  if (gone.length > 0) editor.flush();
  for (const name of gone) editor.run(`DROP INDEX IF EXISTS ${quoteName(name)}`);
  if (old.check !== undefined && now.check === undefined) {
    const name = postgresName(table, old.name, "check");
    editor.run(`ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${quoteName(name)}`);
  }
  if (old.name !== now.name) {
    editor.flush();
    editor.run(`ALTER TABLE ${quoteName(table)} RENAME COLUMN ${quoteName(old.name)} TO ${quoteName(now.name)}`);
  }
  actions(editor, old, now, table);
  if (!old.unique && now.unique) {
    const name = madeName(table, [now.name], "_uniq");
    editor.run(`ALTER TABLE ${quoteName(table)} ADD CONSTRAINT ${quoteName(name)} UNIQUE (${quoteName(now.name)})`);
  }
  for (const sql of come) editor.run(sql);
  const points = now.points;
  if (points !== undefined && old.points?.table !== points.table)
    editor.run(
      `ALTER TABLE ${quoteName(table)} ADD CONSTRAINT ${quoteName(foreignName(now, table))} ${foreignSql(now)}`,
    );
  if (now.check !== undefined && old.check === undefined)
    editor.run(
      `ALTER TABLE ${quoteName(table)} ADD CONSTRAINT ${quoteName(madeName(table, [now.name], "_check"))} CHECK (${now.check})`,
    );
}

function dropForeignKey(editor: Editor, name: string, table: string): void {
  editor.flush();
  editor.run(`SET CONSTRAINTS ${quoteName(name)} IMMEDIATE`);
  editor.run(`ALTER TABLE ${quoteName(table)} DROP CONSTRAINT ${quoteName(name)}`);
}

/** A renamed column keeps its indexes; one that turns into a text or out of it gets others. */
function indexChanges(old: Column, now: Column, model: Model): readonly [readonly string[], readonly string[]] {
  const [before, after] = [old, now].map(
    (column) => new Map(fieldIndexes(column, tableOf(model)).map(({ name, sql }) => [kindOf(name), sql])),
  );
  const gone = [...(before?.keys() ?? [])].filter((kind) => after?.has(kind) !== true);
  const come = [...(after ?? [])].filter(([kind]) => before?.has(kind) !== true);
  return [gone.map((kind) => keptName(model, kind, old)), come.map(([, sql]) => sql)];
}

const family = (type: string): string => type.replace(/\(.*\)/, "");

/** Type, default and NULL in one ALTER TABLE; rows without a value get one before it is required. */
function actions(editor: Editor, old: Column, now: Column, table: string): void {
  const column = quoteName(now.name);
  const parts: string[] = [];
  const requires = old.null && !now.null;
  const filled = requires ? (now.fallback ?? now.filling) : undefined;
  if (old.type !== now.type) {
    const using = family(old.type) === family(now.type) ? "" : ` USING ${column}::${now.type}`;
    parts.push(`ALTER COLUMN ${column} TYPE ${now.type}${using}`);
    if (old.identity && !now.identity) parts.push(`ALTER COLUMN ${column} DROP IDENTITY IF EXISTS`);
  }
  if (now.fallback !== undefined && now.fallback !== old.fallback)
    parts.push(`ALTER COLUMN ${column} SET DEFAULT ${now.fallback}`);
  else if (old.fallback !== undefined && now.fallback === undefined) parts.push(`ALTER COLUMN ${column} DROP DEFAULT`);
  else if (filled !== undefined && now.fallback === undefined)
    parts.push(`ALTER COLUMN ${column} SET DEFAULT ${filled}`);
  if (requires && filled === undefined) parts.push(`ALTER COLUMN ${column} SET NOT NULL`);
  if (!old.null && now.null) parts.push(`ALTER COLUMN ${column} DROP NOT NULL`);
  if (parts.length > 0) editor.run(`ALTER TABLE ${quoteName(table)} ${parts.join(", ")}`);
  if (filled === undefined) return;
  editor.run(`UPDATE ${quoteName(table)} SET ${column} = ${filled} WHERE ${column} IS NULL`);
  editor.run(`ALTER TABLE ${quoteName(table)} ALTER COLUMN ${column} SET NOT NULL`);
  if (now.fallback === undefined) editor.run(`ALTER TABLE ${quoteName(table)} ALTER COLUMN ${column} DROP DEFAULT`);
}
