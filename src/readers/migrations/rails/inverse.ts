import { isMap, type Value, type ValueMap } from "../../../code/value.ts";
import { type Command, command, Irreversible } from "./command.ts";

const OPPOSITES: readonly (readonly [string, string])[] = [
  ["create_table", "drop_table"],
  ["create_join_table", "drop_join_table"],
  ["add_column", "remove_column"],
  ["add_columns", "remove_columns"],
  ["add_index", "remove_index"],
  ["add_timestamps", "remove_timestamps"],
  ["add_reference", "remove_reference"],
  ["add_foreign_key", "remove_foreign_key"],
  ["add_check_constraint", "remove_check_constraint"],
  ["add_exclusion_constraint", "remove_exclusion_constraint"],
  ["add_unique_constraint", "remove_unique_constraint"],
  ["enable_extension", "disable_extension"],
  ["create_enum", "drop_enum"],
  ["create_schema", "drop_schema"],
];

const INVERSE: ReadonlyMap<string, string> = new Map(
  OPPOSITES.flatMap(([one, other]): readonly (readonly [string, string])[] => [
    [one, other],
    [other, one],
  ]),
);

/** Runs when a migration goes back as it stands: Rails does not record it. */
const UNRECORDED: ReadonlySet<string> = new Set([
  "validate_foreign_key",
  "validate_check_constraint",
  "validate_constraint",
]);

/** What a `remove_…` must say to be taken back. */
const NEEDS: Readonly<Record<string, (command: Command) => boolean>> = {
  drop_table: ({ args, options, rows }) => args.length === 1 && (options.size > 0 || rows !== undefined),
  remove_column: ({ args }) => args.length > 2,
  remove_columns: ({ options }) => options.has("type"),
  remove_index: ({ args, options }) => args.length > 1 || options.has("column"),
  remove_foreign_key: ({ args, options }) => args.length > 1 || options.has("to_table"),
  remove_check_constraint: ({ args, options }) => args.length > 1 || options.has("expression"),
  remove_exclusion_constraint: ({ args }) => args.length > 1,
  remove_unique_constraint: ({ args }) => args.length > 1,
  add_unique_constraint: ({ options }) => !options.has("using_index"),
  drop_enum: ({ args }) => args.length > 1,
};

/** The command that takes this one back, as Rails finds it; throws where it finds none. */
export function inverseOf(given: Command): readonly Command[] {
  const { name, args, options } = given;
  if (UNRECORDED.has(name)) return [];
  const [one = null, two = null, three = null] = args;
  switch (name) {
    case "rename_table":
      return [command(given, name, [two, one], options)];
    case "rename_column":
    case "rename_index":
      return [command(given, name, [one, three, two], options)];
    case "rename_enum":
      return [command(given, name, [options.get("to") ?? two, one])];
    case "change_column_null":
      return [command(given, name, [one, two, three !== true, ...args.slice(3)])];
    case "change_column_default":
    case "change_column_comment":
    case "change_table_comment":
    case "rename_enum_value":
      return [
        command(
          given,
          name,
          args.filter((value) => !isMap(value)),
          swapped(given),
        ),
      ];
    default:
  }
  const inverse = INVERSE.get(name);
  if (inverse === undefined || NEEDS[name]?.(given) === false) throw new Irreversible(name);
  const lenient: Readonly<Record<string, string>> = { if_exists: "if_not_exists", if_not_exists: "if_exists" };
  const turned = [...options].flatMap(([key, value]): readonly [string, Value][] => {
    if (key === "validate" || (key === "if_exists" && name === "drop_table")) return [];
    if (key === "if_not_exists" && name === "create_table") return [];
    return [[lenient[key] ?? key, value]];
  });
  const { rows } = given;
  return [{ ...command(given, inverse, args, new Map(turned)), ...(rows === undefined ? {} : { rows }) }];
}

function swapped({ name, args, options }: Command): ValueMap {
  const said = [options, ...args.filter(isMap)].find((map) => map.has("from") && map.has("to"));
  if (said === undefined) throw new Irreversible(name);
  return new Map([...said, ["from", said.get("to") ?? null], ["to", said.get("from") ?? null]]);
}
