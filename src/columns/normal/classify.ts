import type { Plan } from "../resolve/plan.ts";
import { compareColumns } from "./compare-columns.ts";
import { compareRows } from "./compare-rows.ts";
import { compareSources } from "./compare-sources.ts";
import type { Edit } from "./edit.ts";
import { ShortNames } from "./short-names.ts";
import { inside, type Side, sideOf } from "./side.ts";
import { keysOf } from "./unique-by.ts";

/** What a template left open on each side, spelled so that two texts are the same only where it is. */
export interface Openings {
  readonly before?: (text: string) => string;
  readonly after?: (text: string) => string;
}

/**
 * What an edit of a query changes for those who read it: nothing is left out for being unknown. Aliases, names and unused
 * parts of the query change nothing. Both plans keep their stars (`expand: false`).
 */
export function classify(before: Plan, after: Plan, open: Openings = {}): readonly Edit[] {
  const names = new ShortNames();
  const base = sideOf(before, names, open.before);
  const head = sideOf(after, names, open.after);
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
  const keyed = before.group !== undefined && after.group !== undefined && sameKeys(base, head);
  if (!keyed) return edits;
  return edits.map((edit) =>
    edit.kind === "grain-changed" && edit.inside === undefined
      ? { ...edit, verdict: "unknown", cause: "a key of GROUP BY is made in another way" }
      : edit,
  );
}

/** Are rows told apart by columns of the same names? */
function sameKeys(base: Side, head: Side): boolean {
  const before = keyNames(base);
  return before !== undefined && before === keyNames(head);
}

const keyNames = ({ view: { plan }, writer }: Side): string | undefined =>
  keysOf(plan, writer)
    ?.map((at) => plan.outputs[at])
    .map((output) => (output?.kind === "column" ? output.key : ""))
    .toSorted()
    .join("\n");
