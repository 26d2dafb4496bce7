import type { OperationOf } from "../../../model/migration.ts";
import type { Step } from "../../../model/way.ts";
import { quoteName } from "../../../sql/quote.ts";
import { type AddedColumn, addColumnSql, addedColumn, type Clause } from "./added-column.ts";
import { howOutside } from "./outside-transaction.ts";
import { begins, type Site, siteOf, unnamed, written } from "./site.ts";

/** A constraint that stands at a column of ADD COLUMN. */
interface AtColumn extends Clause {
  readonly name: string;
}

/** A column's constraints, each as if it were the table's: what is added with the column, and what follows. */
interface Apart {
  readonly add: string;
  readonly after: readonly Step[];
}

/** Undefined where one of them cannot be had apart. */
export function constraintsApart(column: AddedColumn, kinds: readonly Clause["kind"][]): Apart | undefined {
  const { site } = column;
  if (column.clauses.some(({ kind }) => kind === "primary key")) return undefined;
  const own = column.clauses.filter(({ kind }) => kinds.includes(kind)).map((clause) => named(column, clause));
  const clauses = own.filter((clause) => clause !== undefined);
  if (clauses.length < own.length) return undefined;
  const checked = clauses.filter(({ kind }) => kind !== "unique");
  const alter = `ALTER TABLE ${site.name}`;
  const add = checked.map(
    (clause) => `\n${alter} ADD CONSTRAINT ${quoteName(clause.name)} ${tableForm(column, clause)} NOT VALID;`,
  );
  const validate: Step = {
    title: "The next migration: look at the old rows while reads and writes go on",
    sql: checked.map(({ name }) => `${alter} VALIDATE CONSTRAINT ${quoteName(name)};`).join("\n"),
    runs: "migration",
    release: "now",
  };
  const unique = clauses.filter(({ kind }) => kind === "unique").flatMap((clause) => builtFirst(column, clause));
  return { add: add.join(""), after: [...(checked.length === 0 ? [] : [validate]), ...unique] };
}

/**
 * Constraints that stand at a column that comes with them: first the column alone, then all of its constraints together, so
 * that whichever of them is the finding, nothing is left out.
 */
export function columnAlone(site: Site): readonly Step[] {
  const column = addedColumn(site);
  const given = column?.operation.default;
  if (column === undefined || (given !== "none" && given !== "constant")) return [];
  // PostgreSQL looks at no row for a foreign key on a column that comes empty.
  const kept = given === "none" ? (["references"] as const) : [];
  const apart = constraintsApart(column, given === "none" ? ["check", "unique"] : ["check", "unique", "references"]);
  if (apart === undefined) return [];
  const add: Step = {
    title: "A migration that adds the column, and looks at no old row",
    sql: `${addColumnSql(column, ["default", "not null", "null", "collate", ...kept])}${apart.add}`,
    runs: "migration",
    release: "now",
  };
  return [add, ...apart.after];
}

/** The name that the constraint goes by, its own or the one that PostgreSQL gives it. */
function named({ site }: AddedColumn, clause: Clause): AtColumn | undefined {
  const start = clause.words[0]?.start;
  const own = Object.values(site.context.head.facts.operation).find(
    (other): other is OperationOf<"constraint-added"> =>
      other.action === "constraint-added" &&
      other.statement === site.statement.id &&
      siteOf(other, site.context)?.words[0]?.start === start,
  );
  return own?.name === undefined ? undefined : { ...clause, name: own.name };
}

function tableForm({ site, operation }: AddedColumn, { kind, words }: AtColumn): string {
  const key = kind === "references" ? `FOREIGN KEY (${quoteName(operation.subject.at(-1) ?? "")}) ` : "";
  return `${key}${written(site, unnamed(words))}`;
}

function builtFirst({ site, operation }: AddedColumn, clause: AtColumn): readonly Step[] {
  const words = unnamed(clause.words);
  const nulls = begins(words, "unique", "nulls") ? (words[2]?.text === "not" ? 4 : 3) : 1;
  const [options, attributes] = [written(site, words.slice(1, nulls)), written(site, words.slice(nulls))];
  return builtAndTaken(site, "UNIQUE", clause.name, {
    columns: `(${quoteName(operation.subject.at(-1) ?? "")})`,
    options: options === "" ? "" : ` ${options}`,
    attributes: attributes === "" ? "" : ` ${attributes}`,
  });
}

export interface KeyWords {
  readonly columns: string;
  /** INCLUDE, WITH and the rest, as CREATE INDEX wants them. */
  readonly options: string;
  /** DEFERRABLE and its like. */
  readonly attributes: string;
}

/** The index while writes go on, and the constraint that takes it over. */
export function builtAndTaken(site: Site, kind: string, name: string, key: KeyWords): readonly Step[] {
  const own = quoteName(name);
  return [
    {
      title: `In a migration of its own, ${howOutside(site.migration)}`,
      sql: `CREATE UNIQUE INDEX CONCURRENTLY ${own} ON ${site.name} ${key.columns}${key.options};`,
      runs: "outside-transaction",
      release: "now",
    },
    {
      title: "The next migration takes the index over",
      sql: `ALTER TABLE ${site.name} ADD CONSTRAINT ${own} ${kind} USING INDEX ${own}${key.attributes};`,
      runs: "migration",
      release: "now",
    },
  ];
}
