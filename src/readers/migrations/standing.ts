import type { Act, ColumnShape, ConstraintShape, Script } from "../../sql/act.ts";

/** Names that a history speaks of: what a dump says of those is how they stand after it, not before. */
interface Spoken {
  readonly tables: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
  /** Indexes, constraints and types. */
  readonly others: ReadonlySet<string>;
}

/**
 * The part of a dump that was so before the first migration of its history: a dump tells how things stand after the last, so
 * all that any of the migrations names is left out.
 */
export function standing(dump: Script, history: readonly Script[]): Script {
  const spoken = spokenOf(history.flatMap(({ statements }) => statements.flatMap(({ acts }) => acts)));
  const statements = dump.statements.flatMap((statement) => {
    const acts = statement.acts.flatMap((act) => kept(act, spoken));
    return acts.length === 0 ? [] : [{ ...statement, acts, gaps: [] }];
  });
  return { ...dump, statements, gaps: [] };
}

function kept(act: Act, spoken: Spoken): readonly Act[] {
  const { name } = act.relation;
  switch (act.do) {
    case "create-relation": {
      if (spoken.tables.has(name)) return [];
      const columns = act.columns.filter((column) => !spoken.columns.has(at(name, column.name)));
      const clean = columns.map((column): ColumnShape => ({
        ...column,
        constraints: column.constraints.filter((one) => isUntouched(name, one, spoken)),
      }));
      return [{ ...act, columns: clean, constraints: act.constraints.filter((one) => isUntouched(name, one, spoken)) }];
    }
    case "add-constraint":
      return spoken.tables.has(name) || !isUntouched(name, act.constraint, spoken) ? [] : [act];
    case "change-default":
      return spoken.tables.has(name) || spoken.columns.has(at(name, act.column)) ? [] : [act];
    case "build-index": {
      const touched = act.uses.some((column) => spoken.columns.has(at(name, column)));
      return spoken.tables.has(name) || touched || (act.name !== undefined && spoken.others.has(act.name)) ? [] : [act];
    }
    case "create-type":
      return spoken.others.has(name) ? [] : [act];
    case "create-schema":
      return [act];
    default:
      return [];
  }
}

const isUntouched = (table: string, { name, columns, references }: ConstraintShape, spoken: Spoken): boolean =>
  (name === undefined || !spoken.others.has(name)) &&
  (references === undefined || !spoken.tables.has(references.name)) &&
  !columns.some((column) => spoken.columns.has(at(table, column)));

const at = (table: string, column: string): string => `${table}\0${column}`;

function spokenOf(acts: readonly Act[]): Spoken {
  const tables = new Set<string>();
  const columns = new Set<string>();
  const others = new Set<string>();
  for (const act of acts) {
    const { name } = act.relation;
    switch (act.do) {
      case "create-relation":
      case "drop-relation":
      case "move-relation":
      case "rebuild-relation":
        tables.add(name);
        break;
      case "rename-relation":
        tables.add(name).add(act.to);
        break;
      case "add-column":
        columns.add(at(name, act.column.name));
        break;
      case "drop-column":
      case "retype-column":
      case "require-column":
      case "free-column":
      case "change-default":
        columns.add(at(name, act.column));
        break;
      case "rename-column":
        columns.add(at(name, act.column)).add(at(name, act.to));
        break;
      case "add-constraint":
        if (act.constraint.name !== undefined) others.add(act.constraint.name);
        // One without a name stands in the dump under a name that the database chose.
        else for (const column of act.constraint.columns) columns.add(at(name, column));
        break;
      case "validate-constraint":
      case "drop-constraint":
        others.add(act.name);
        break;
      case "rename-constraint":
        others.add(act.name).add(act.to);
        break;
      case "build-index":
        if (act.name !== undefined) others.add(act.name);
        break;
      case "rename-index":
        others.add(name).add(act.to);
        break;
      case "drop-index":
      case "create-type":
      case "add-label":
      case "rename-label":
      case "drop-type":
        others.add(name);
        break;
      case "rename-type":
        others.add(name).add(act.to);
        break;
      default:
    }
  }
  return { tables, columns, others };
}
