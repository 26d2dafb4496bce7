import { fieldsOf, type Made } from "./fields-of.ts";
import type { Side } from "./side.ts";

/** What an edit does to the fields of a record: those that are gone, and whether all that were there are as they were. */
export function compareRecords(
  base: Side,
  one: number,
  head: Side,
  other: number,
): { readonly lost: readonly string[]; readonly same: boolean } {
  const [before, after] = [fieldsOf(base.view.plan, one), fieldsOf(head.view.plan, other)];
  if (before === undefined || after === undefined) return { lost: [], same: false };
  const lost = [...before.fields.keys()].filter((name) => !after.fields.has(name));
  const same = [...before.fields.keys()].every((name) => written(base, before, name) === written(head, after, name));
  return { lost, same: lost.length === 0 && same };
}

function written({ writer }: Side, { plan, fields }: Made, name: string): string | undefined {
  const expr = fields.get(name);
  return expr === undefined ? undefined : writer.expr(expr, writer.scope(plan));
}
