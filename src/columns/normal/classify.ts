import type { Plan } from "../resolve/plan.ts";
import { align } from "./align.ts";
import { compareColumns } from "./compare-columns.ts";
import { compareRows } from "./compare-rows.ts";
import { compareSources } from "./compare-sources.ts";
import type { Edit } from "./edit.ts";
import { ShortNames } from "./short-names.ts";
import { inside, sideOf, type Around, type Side } from "./side.ts";

/** What is known of each side beside its query. */
export interface Surroundings {
  readonly before?: Around;
  readonly after?: Around;
}

/**
 * What an edit of a query changes for those who read it: nothing is left out for being unknown. Aliases, names and unused
 * parts of the query change nothing. Both plans keep their stars (`expand: false`).
 */
export function classify(
  before: Plan,
  after: Plan,
  { before: one = {}, after: other = {} }: Surroundings = {},
): readonly Edit[] {
  const names = new ShortNames();
  const base = sideOf(before, names, one);
  const head = sideOf(after, names, other);
  align(base, head);
  return [...compareColumns(base, head), ...rowEdits(base, head)];
}

function rowEdits(base: Side, head: Side): readonly Edit[] {
  const before = base.writer.rows(base.view.plan);
  const after = head.writer.rows(head.view.plan);
  const edits = compareRows(before, after, () =>
    compareSources(base, head, (one, other) =>
      rowEdits(inside(base, one), inside(head, other)).map((edit) => ({ ...edit, inside: true as const })),
    ),
  );
  const changed = edits.some(({ kind, inside }) => kind === "grain-changed" && inside === undefined);
  if (!changed || !sameKeys(base, head)) return edits;
  return edits.map((edit) =>
    edit.kind === "grain-changed" && edit.inside === undefined
      ? { ...edit, verdict: "unknown", cause: "the columns that tell rows apart are made in another way" }
      : edit,
  );
}

/** Are rows told apart by columns of the same names? */
function sameKeys(base: Side, head: Side): boolean {
  const [before, after] = [keyNames(base), keyNames(head)];
  return before.some((key) => after.includes(key));
}

const keyNames = ({ view: { plan }, grain }: Side): readonly string[] =>
  grain.keys(plan).map((key) => key.toSorted().join("\n"));
