import { must } from "../columns.ts";
import { nameAt, namesIn, optionOf, textOption } from "../command.ts";
import { inQuotes, tableInQuotes, textInQuotes } from "../../../../sql/quote.ts";
import type { Sql } from "./context.ts";

const lenient = (given: Parameters<Sql>[0], option: string): string =>
  optionOf(given, option) === true || given.guarded ? `${option.replaceAll("_", " ").toUpperCase()} ` : "";

/** Types, schemas, extensions, and SQL as it stands. */
export const OTHER: Readonly<Record<string, Sql>> = {
  execute: (given) => [must(nameAt(given, 0), "the SQL")],
  enable_extension: (given) => {
    const [schema, name] =
      nameAt(given, 0)?.includes(".") === true ? (nameAt(given, 0) ?? "").split(".") : [undefined, nameAt(given, 0)];
    return [
      `CREATE EXTENSION IF NOT EXISTS ${inQuotes(must(name, "the extension's name"))}${schema === undefined ? "" : ` SCHEMA ${inQuotes(schema)}`}`,
    ];
  },
  disable_extension: (given, { version }) => {
    const cascade = optionOf(given, "force") === "cascade" || version < 7;
    return [
      `DROP EXTENSION IF EXISTS ${inQuotes(must(nameAt(given, 0), "the extension's name"))}${cascade ? " CASCADE" : ""}`,
    ];
  },
  create_enum: (given) => [
    `CREATE TYPE ${tableInQuotes(must(nameAt(given, 0), "the type's name"))} AS ENUM (${namesIn(given.args[1]).map(textInQuotes).join(", ")})`,
  ],
  drop_enum: (given) => [
    `DROP TYPE ${lenient(given, "if_exists")}${tableInQuotes(must(nameAt(given, 0), "the type's name"))}`,
  ],
  rename_enum: (given) => [
    `ALTER TYPE ${tableInQuotes(must(nameAt(given, 0), "the type's name"))} RENAME TO ${inQuotes(must(textOption(given, "to") ?? nameAt(given, 1), "the new name"))}`,
  ],
  add_enum_value: (given) => {
    const [before, after] = [textOption(given, "before"), textOption(given, "after")];
    const where =
      before === undefined
        ? after === undefined
          ? ""
          : ` AFTER ${textInQuotes(after)}`
        : ` BEFORE ${textInQuotes(before)}`;
    return [
      `ALTER TYPE ${tableInQuotes(must(nameAt(given, 0), "the type's name"))} ADD VALUE ${lenient(given, "if_not_exists")}${textInQuotes(must(nameAt(given, 1), "the new value"))}${where}`,
    ];
  },
  rename_enum_value: (given) => {
    const [from, to] = [
      must(textOption(given, "from"), "the old value"),
      must(textOption(given, "to"), "the new value"),
    ];
    return [
      `ALTER TYPE ${tableInQuotes(must(nameAt(given, 0), "the type's name"))} RENAME VALUE ${textInQuotes(from)} TO ${textInQuotes(to)}`,
    ];
  },
  create_schema: (given) => {
    const force = optionOf(given, "force") === true || optionOf(given, "force") === "cascade";
    const name = inQuotes(must(nameAt(given, 0), "the schema's name"));
    return [
      ...(force ? [`DROP SCHEMA IF EXISTS ${name} CASCADE`] : []),
      `CREATE SCHEMA ${lenient(given, "if_not_exists")}${name}`,
    ];
  },
  drop_schema: (given) => [
    `DROP SCHEMA ${lenient(given, "if_exists")}${inQuotes(must(nameAt(given, 0), "the schema's name"))} CASCADE`,
  ],
};
