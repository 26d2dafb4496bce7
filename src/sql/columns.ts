import type { ColumnDef, Constraint, Node } from "libpg-query";
import type { ColumnShape, ConstraintShape, DefaultKind, Spot } from "./act.ts";
import { readConstraint } from "./constraints.ts";
import { spellType } from "./type-name.ts";
import { isNull, isVolatile } from "./volatility.ts";

/** A column as CREATE TABLE or ADD COLUMN defines it; `spotOf` places its inline constraints. */
export function readColumn(node: ColumnDef, spotOf: (byte: number | undefined) => Spot): ColumnShape {
  const name = node.colname ?? "";
  const { type, serial } = spellType(node.typeName);
  let given: DefaultKind = serial ? "identity" : "none";
  let nullable = !serial;
  const constraints: ConstraintShape[] = [];
  for (const part of node.constraints ?? []) {
    if (!("Constraint" in part)) continue;
    const constraint = part.Constraint;
    given = defaultOf(constraint) ?? given;
    if (NOT_NULL.has(constraint.contype ?? "")) nullable = false;
    const shape = readConstraint(constraint, spotOf(constraint.location), name);
    if (shape !== undefined && shape.type !== "not null") constraints.push(shape);
  }
  return { name, type, nullable, default: given, constraints };
}

const NOT_NULL = new Set(["CONSTR_NOTNULL", "CONSTR_PRIMARY", "CONSTR_IDENTITY"]);

function defaultOf(node: Constraint): DefaultKind | undefined {
  switch (node.contype) {
    case "CONSTR_IDENTITY":
      return "identity";
    case "CONSTR_GENERATED":
      // A virtual column is worked out when it is read: nothing is written.
      return node.generated_kind === "v" ? "constant" : "generated";
    case "CONSTR_DEFAULT":
      return defaultKind(node.raw_expr);
    default:
      return undefined;
  }
}

export function defaultKind(tree: Node | undefined): DefaultKind {
  if (isNull(tree)) return "none";
  return isVolatile(tree) ? "volatile" : "constant";
}

/** PostgreSQL does not look at the rows for a foreign key on a column that it adds empty. */
export const uncheckedOnEmpty = (column: ColumnShape): ColumnShape =>
  column.default === "none"
    ? {
        ...column,
        constraints: column.constraints.map((c) => (c.type === "foreign key" ? { ...c, checked: false } : c)),
      }
    : column;
