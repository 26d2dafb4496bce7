import type { Context } from "../../../model/rule.ts";
import type { Table } from "../../../model/table.ts";

/** Tables of head that a migration made and that the history knows in full. */
export const tablesBorn = (migration: string, { head }: Context): readonly Table[] =>
  Object.values(head.facts.table).filter(
    ({ born, relation, whole }) => born === migration && relation === "table" && whole,
  );
