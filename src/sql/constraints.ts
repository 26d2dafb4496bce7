import type { Constraint, Node } from "libpg-query";
import type { ConstraintType } from "../model/table.ts";
import type { ConstraintShape, Spot } from "./act.ts";
import { relationName, text, texts } from "./names.ts";

const TYPES: Readonly<Record<string, ConstraintType>> = {
  CONSTR_FOREIGN: "foreign key",
  CONSTR_CHECK: "check",
  CONSTR_UNIQUE: "unique",
  CONSTR_PRIMARY: "primary key",
  CONSTR_EXCLUSION: "exclusion",
  CONSTR_NOTNULL: "not null",
};

/** A constraint of the tree, or undefined for what is none (DEFAULT, DEFERRABLE, …). `column` is the one that it stands at. */
export function readConstraint(node: Constraint, spot: Spot, column?: string): ConstraintShape | undefined {
  const type = TYPES[node.contype ?? ""];
  if (type === undefined) return undefined;
  const written = columnsOf(node, type);
  const enforced = node.is_enforced ?? !("is_enforced" in node || type === "check" || type === "foreign key");
  const checked = node.skip_validation !== true && (enforced || (type !== "check" && type !== "foreign key"));
  const proves = type === "check" ? notNullColumn(node.raw_expr) : undefined;
  return {
    spot,
    type,
    columns: written.length === 0 && column !== undefined ? [column] : written,
    checked,
    valid: checked,
    ...(node.conname === undefined ? {} : { name: node.conname }),
    ...(node.pktable === undefined ? {} : { references: relationName(node.pktable) }),
    ...(node.pk_attrs === undefined ? {} : { keys: texts(node.pk_attrs) }),
    ...(type === "foreign key" && node.fk_del_action === "c" ? { cascades: true } : {}),
    ...(node.indexname === undefined ? {} : { usingIndex: node.indexname }),
    ...(proves === undefined ? {} : { provesNotNull: proves }),
  };
}

function columnsOf(node: Constraint, type: ConstraintType): readonly string[] {
  if (type === "foreign key") return texts(node.fk_attrs);
  if (type === "check") return columnsIn(node.raw_expr);
  if (type === "exclusion") return (node.exclusions ?? []).flatMap((pair) => excluded(pair));
  return texts(node.keys);
}

function excluded(pair: Node): readonly string[] {
  const first = "List" in pair ? pair.List.items?.[0] : undefined;
  if (first === undefined || !("IndexElem" in first)) return [];
  return first.IndexElem.name === undefined ? [] : [first.IndexElem.name];
}

/** Names of the columns in an expression, each once, in order. */
export function columnsIn(tree: unknown): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(walk);
    else if (typeof value === "object" && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        if (key === "ColumnRef") {
          const name = text((inner as { fields?: Node[] }).fields?.at(-1));
          if (name !== "") found.add(name);
        } else walk(inner);
      }
    }
  };
  walk(tree);
  return [...found];
}

function notNullColumn(tree: Node | undefined): string | undefined {
  if (tree === undefined || !("NullTest" in tree) || tree.NullTest.nulltesttype !== "IS_NOT_NULL") return undefined;
  const arg = tree.NullTest.arg;
  return arg !== undefined && "ColumnRef" in arg ? text(arg.ColumnRef.fields?.at(-1)) : undefined;
}
