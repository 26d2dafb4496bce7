import { when } from "../change.ts";
import { childOf, childrenOf, type Element, isTrue } from "../element.ts";
import { quoted, relation } from "../names.ts";
import { postgresType } from "../types.ts";
import { valueOf } from "../values.ts";

/** A column of `createTable` or `addColumn`, with what its constraints say. */
export interface Column {
  readonly name: string;
  readonly definition: string;
  readonly primary: boolean;
  readonly unique: boolean;
  readonly required: boolean;
  readonly constraints: Readonly<Record<string, string>>;
  /** Rows that are there get this value. */
  readonly value?: string;
  readonly remarks?: string;
}

export const columnsOf = (element: Element): readonly Column[] => childrenOf(element, "column").map(column);

function column(element: Element): Column {
  const { name = "", type = "", remarks, generationType, startWith, incrementBy } = element.attributes;
  const constraints = childOf(element, "constraints")?.attributes ?? {};
  const own = postgresType(type, isTrue(element.attributes["autoIncrement"]));
  const value = valueOf(element, "value", type);
  const initial = own.counts ? undefined : valueOf(element, "defaultValue", type);
  const start = [
    when(startWith !== undefined, `START WITH ${startWith}`),
    when(incrementBy !== undefined, `INCREMENT BY ${incrementBy}`),
  ]
    .join("")
    .trim();
  const identity = own.counts
    ? ` GENERATED ${generationType ?? "BY DEFAULT"} AS IDENTITY${start === "" ? "" : ` (${start})`}`
    : "";
  return {
    name,
    definition: `${quoted(name)} ${own.type}${initial === undefined ? "" : ` DEFAULT ${initial}`}${identity}`,
    primary: isTrue(constraints["primaryKey"]),
    unique: isTrue(constraints["unique"]),
    required: constraints["nullable"]?.trim().toLowerCase() === "false",
    constraints,
    ...(value === undefined ? {} : { value }),
    ...(remarks === undefined || remarks.trim() === "" ? {} : { remarks }),
  };
}

const named = (name: string | undefined): string =>
  name === undefined || name === "" ? "" : `CONSTRAINT ${quoted(name)} `;

export const notNull = ({ constraints }: Column): string => `${named(constraints["notNullConstraintName"])}NOT NULL`;

export const unique = ({ name, constraints }: Column): string =>
  `${named(constraints["uniqueConstraintName"])}UNIQUE (${quoted(name)})`;

/** The foreign key that a column's constraints ask for. */
export function foreignKey({ name, constraints }: Column): string | undefined {
  const { references, referencedTableName, referencedColumnNames, referencedTableSchemaName, foreignKeyName } =
    constraints;
  const target =
    references ??
    (referencedTableName === undefined
      ? undefined
      : `${referencedTableSchemaName === undefined ? "" : `${quoted(referencedTableSchemaName)}.`}${quoted(referencedTableName)}(${quoted(referencedColumnNames ?? "id")})`);
  if (target === undefined) return undefined;
  const cascade = when(isTrue(constraints["deleteCascade"]), "ON DELETE CASCADE");
  return `${named(foreignKeyName)}FOREIGN KEY (${quoted(name)}) REFERENCES ${target}${cascade}${deferral(constraints)}`;
}

export const deferral = (attributes: Readonly<Record<string, string>>): string =>
  when(isTrue(attributes["deferrable"]), "DEFERRABLE") +
  when(isTrue(attributes["initiallyDeferred"]), "INITIALLY DEFERRED");

export const remarksOf = (table: string, { name, remarks }: Column): readonly string[] =>
  remarks === undefined ? [] : [`COMMENT ON COLUMN ${table}.${quoted(name)} IS '${remarks.replaceAll("'", "''")}'`];

export const columnOf = (element: Element): string => quoted(element.attributes["columnName"] ?? "");

export const alterColumn = (element: Element, what: string): string =>
  `ALTER TABLE ${relation(element)} ALTER COLUMN ${columnOf(element)} ${what}`;
