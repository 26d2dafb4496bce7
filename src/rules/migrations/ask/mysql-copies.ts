import type { Operation, OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { normalDialectType } from "../../../sql/dialects/types/normal-type.ts";
import { isAtLeast } from "./is-at-least.ts";

/** The other operations of the same statement on the same table. */
export const besides = (plan: OperationOf<"alter-planned">, { changes }: Context): readonly Operation[] =>
  changes.flatMap((change) =>
    change.kind === "operation.added" && change.after.statement === plan.statement && change.after.moot !== true
      ? [change.after]
      : [],
  );

/**
 * What in a statement MySQL can only do by copying the table while nobody writes, as InnoDB's table of online DDL
 * operations has it (MySQL 8.0 Reference Manual 17.12.1); undefined for what is done in place.
 */
export function copyCause(
  operation: Operation,
  plan: OperationOf<"alter-planned">,
  all: readonly Operation[],
): string | undefined {
  const column = operation.subject.at(-1) ?? "";
  switch (operation.action) {
    case "column-retyped":
      return operation.from !== undefined && !isInPlace(operation.from, operation.to)
        ? `another type of ${column}`
        : undefined;
    case "column-added":
      if (operation.default === "volatile") return `the worked out default of ${column}`;
      return operation.default === "generated" ? `the stored generated column ${column}` : undefined;
    case "constraint-added":
      return operation.constraint === "foreign key" && !plan.unchecked ? "a checked foreign key" : undefined;
    case "constraint-dropped":
      return operation.name === "PRIMARY" && !all.some(isPrimaryKey) ? "a drop of the primary key" : undefined;
    default:
      return undefined;
  }
}

const isPrimaryKey = (operation: Operation): boolean =>
  operation.action === "constraint-added" && operation.constraint === "primary key";

/** Bytes of a character in MySQL's own character set, which decides where a length takes a second byte. */
const WIDEST = 4;

/** A varchar that grows within its length bytes, and an enum or set that gains values at its end. */
function isInPlace(before: string, after: string): boolean {
  const [from, to] = [normalDialectType(before, "mysql"), normalDialectType(after, "mysql")];
  const [old, young] = [lengthOf(from), lengthOf(to)];
  if (old !== undefined && young !== undefined) return young >= old && old * WIDEST > 255 === young * WIDEST > 255;
  const [had, has] = [listOf(from), listOf(to)];
  if (had === undefined || has === undefined || had.kind !== has.kind) return false;
  return had.labels.every((label, i) => has.labels[i] === label);
}

function lengthOf(type: string): number | undefined {
  const length = /^varchar\((\d+)\)$/.exec(type)?.[1];
  return length === undefined ? undefined : Number(length);
}

function listOf(type: string): { kind: string; labels: readonly string[] } | undefined {
  const [, kind, labels] = /^(enum|set)\((.*)\)$/s.exec(type) ?? [];
  if (kind === undefined || labels === undefined) return undefined;
  return { kind, labels: [...labels.matchAll(/'(?:[^'\\]|''|\\.)*'/g)].map(([label]) => label) };
}

/** A new column with a place among the others makes the table anew before 8.0.29. */
export const isPlacedByRebuild = (plan: OperationOf<"alter-planned">, { config }: Context): boolean =>
  plan.placed.length > 0 && !isAtLeast(config.mysqlVersion, "8.0.29");
