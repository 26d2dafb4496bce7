import type { Value, ValueMap } from "../../../../code/value.ts";
import { singularOf } from "../../../../code/ruby/inflections.ts";
import { must } from "../columns.ts";
import { nameAt, namesIn, optionOf, textOption } from "../command.ts";
import { checkName, exclusionName, foreignKeyName, uniqueName } from "../names.ts";
import { inQuotes, tableInQuotes } from "../../../../sql/quote.ts";
import type { Sql } from "./context.ts";

const textIn = (options: ValueMap, name: string): string | undefined => {
  const value = options.get(name);
  return typeof value === "string" ? value : undefined;
};

const ACTIONS: Readonly<Record<string, string>> = { cascade: "CASCADE", nullify: "SET NULL", restrict: "RESTRICT" };

const action = (event: string, value: Value | undefined): string =>
  typeof value === "string" && ACTIONS[value] !== undefined ? ` ON ${event} ${ACTIONS[value]}` : "";

function deferral(options: ValueMap): string {
  const said = options.get("deferrable");
  if (typeof said === "string") return ` DEFERRABLE INITIALLY ${said.toUpperCase()}`;
  return said === true ? " DEFERRABLE" : "";
}

const validity = (options: ValueMap): string => (options.get("validate") === false ? " NOT VALID" : "");
const bare = (table: string): string => table.replace(/^.*\./, "");

const foreignColumns = (to: string, options: ValueMap): readonly string[] => {
  const said = namesIn(options.get("column"));
  return said.length > 0 ? said : [`${singularOf(bare(to))}_id`];
};

export function foreignKeyClause(table: string, to: string, options: ValueMap): string {
  const columns = foreignColumns(to, options);
  const name = textIn(options, "name") ?? foreignKeyName(table, columns);
  const said = namesIn(options.get("primary_key"));
  const keys = said.length > 0 ? said : ["id"];
  return [
    `CONSTRAINT ${inQuotes(name)} FOREIGN KEY (${columns.map(inQuotes).join(", ")})`,
    ` REFERENCES ${tableInQuotes(to)} (${keys.map(inQuotes).join(", ")})`,
    action("DELETE", options.get("on_delete")),
    action("UPDATE", options.get("on_update")),
    deferral(options),
    validity(options),
  ].join("");
}

export function checkClause(table: string, said: string | undefined, options: ValueMap): string {
  const expression = must(said, "what a constraint checks");
  const name = textIn(options, "name") ?? checkName(table, expression);
  return `CONSTRAINT ${inQuotes(name)} CHECK (${expression})${validity(options)}`;
}

export function exclusionClause(table: string, said: string | undefined, options: ValueMap): string {
  const expression = must(said, "what a constraint excludes");
  const name = textIn(options, "name") ?? exclusionName(table, expression);
  const [using, where] = [textIn(options, "using"), textIn(options, "where")];
  return `CONSTRAINT ${inQuotes(name)} EXCLUDE${using === undefined ? "" : ` USING ${using}`} (${expression})${where === undefined ? "" : ` WHERE (${where})`}${deferral(options)}`;
}

export function uniqueClause(table: string, columns: readonly string[], options: ValueMap): string {
  const index = textIn(options, "using_index");
  const name = textIn(options, "name") ?? uniqueName(table, index === undefined ? columns : [index]);
  const what = index === undefined ? `(${columns.map(inQuotes).join(", ")})` : `USING INDEX ${inQuotes(index)}`;
  const nulls = options.get("nulls_not_distinct") === true ? " NULLS NOT DISTINCT" : "";
  return `CONSTRAINT ${inQuotes(name)} UNIQUE${nulls} ${what}${deferral(options)}`;
}

const onTable =
  (clause: (table: string, given: Parameters<Sql>[0]) => string): Sql =>
  (given) => {
    const table = must(nameAt(given, 0), "the table's name");
    return [`ALTER TABLE ${tableInQuotes(table)} ADD ${clause(table, given)}`];
  };

const dropped =
  (nameOf: (table: string, said: string, given: Parameters<Sql>[0]) => string): Sql =>
  (given) => {
    const table = must(nameAt(given, 0), "the table's name");
    const name =
      textOption(given, "name") ?? nameOf(table, nameAt(given, 1) ?? textOption(given, "expression") ?? "", given);
    const lenient = optionOf(given, "if_exists") === true || given.guarded ? "IF EXISTS " : "";
    return [`ALTER TABLE ${tableInQuotes(table)} DROP CONSTRAINT ${lenient}${inQuotes(name)}`];
  };

const validate: Sql = (given, { known }) => {
  const table = must(nameAt(given, 0), "the table's name");
  const [to, column, named] = [nameAt(given, 1), textOption(given, "column"), textOption(given, "name")];
  const direct = given.name === "validate_foreign_key" ? undefined : to;
  const search = { ...(column === undefined ? {} : { column }), ...(to === undefined ? {} : { to }) };
  const name =
    named ??
    direct ??
    known.foreignKey(bare(table), search) ??
    foreignKeyName(table, [column ?? foreignColumns(to ?? "", given.options)[0] ?? ""]);
  return [`ALTER TABLE ${tableInQuotes(table)} VALIDATE CONSTRAINT ${inQuotes(name)}`];
};

const addForeignKey: Sql = (given, context) => {
  const to = must(nameAt(given, 1) ?? textOption(given, "to_table"), "the table that a key points to");
  const [sql = ""] = onTable((table) => foreignKeyClause(table, to, given.options))(given, context);
  const [table, columns] = [nameAt(given, 0) ?? "", foreignColumns(to, given.options)];
  // Rails looks first whether there is one.
  const there = context.known.foreignKey(bare(table), { column: columns[0] ?? "" });
  return optionOf(given, "if_not_exists") === true && there !== undefined ? [] : [sql];
};

const removeForeignKey: Sql = (given, { known }) => {
  const table = must(nameAt(given, 0), "the table's name");
  const to = nameAt(given, 1) ?? textOption(given, "to_table");
  const column = textOption(given, "column");
  const search = { ...(column === undefined ? {} : { column }), ...(to === undefined ? {} : { to }) };
  const columns =
    column === undefined
      ? foreignColumns(must(to ?? column ?? textOption(given, "name"), "which key goes"), given.options)
      : [column];
  const name = textOption(given, "name") ?? known.foreignKey(bare(table), search) ?? foreignKeyName(table, columns);
  const lenient = optionOf(given, "if_exists") === true || given.guarded ? "IF EXISTS " : "";
  return [`ALTER TABLE ${tableInQuotes(table)} DROP CONSTRAINT ${lenient}${inQuotes(name)}`];
};

export const KEYS: Readonly<Record<string, Sql>> = {
  add_foreign_key: addForeignKey,
  remove_foreign_key: removeForeignKey,
  validate_foreign_key: validate,
  validate_constraint: validate,
  validate_check_constraint: validate,
  add_check_constraint: onTable((table, given) => checkClause(table, nameAt(given, 1), given.options)),
  remove_check_constraint: dropped(checkName),
  add_exclusion_constraint: onTable((table, given) => exclusionClause(table, nameAt(given, 1), given.options)),
  remove_exclusion_constraint: dropped(exclusionName),
  add_unique_constraint: onTable((table, given) => uniqueClause(table, namesIn(given.args[1]), given.options)),
  remove_unique_constraint: dropped((table, _said, given) => uniqueName(table, namesIn(given.args[1]))),
};
