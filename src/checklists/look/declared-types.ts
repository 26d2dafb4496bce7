import type { Context } from "../../model/rule.ts";

/** A type that the repository declares for a column, and where. */
export interface DeclaredType {
  readonly type: string;
  /** The table, source or model, as people call it. */
  readonly of: string;
}

/** Every type that migrations and dbt properties give a column of this name. */
export function declaredTypes(column: string, { head }: Pick<Context, "head">): readonly DeclaredType[] {
  const name = column.toLowerCase();
  const tables = Object.values(head.facts.table).flatMap(({ subject, columns }) =>
    Object.entries(columns).flatMap(([each, { type }]) =>
      each.toLowerCase() === name && type !== undefined ? [{ type, of: subject.slice(1).join(".") }] : [],
    ),
  );
  const nodes = [...Object.values(head.facts.model), ...Object.values(head.facts.source)].flatMap((node) =>
    node.columns.flatMap((each) =>
      each.name.toLowerCase() === name && each.type !== undefined
        ? [{ type: each.type, of: node.subject.slice(-1).join(".") }]
        : [],
    ),
  );
  return [...tables, ...nodes];
}
