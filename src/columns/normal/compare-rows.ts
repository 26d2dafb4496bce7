import type { Edit } from "./edit.ts";
import type { Rows } from "./rows.ts";

const same = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

const missing = (from: readonly string[], other: readonly string[]): readonly string[] =>
  from.filter((one) => !other.includes(one));

/** What an edit does to the rows. `sources` says what is different where relations are. */
export function compareRows(before: Rows, after: Rows, sources: () => readonly Edit[]): readonly Edit[] {
  if (before.kind !== after.kind) {
    const branches = before.kind === "union" || after.kind === "union" ? sources() : [];
    if (branches.length > 0) return branches;
    return [{ kind: "structure-changed", verdict: "unknown", cause: `${before.kind} became ${after.kind}` }];
  }
  const edits: Edit[] = [];
  if (!same(before.sources, after.sources)) edits.push(...sources());
  edits.push(...grain(before, after));
  for (const [name, from, to] of [
    ["WHERE", before.where, after.where],
    ["HAVING", before.having, after.having],
    ["QUALIFY", before.qualify, after.qualify],
  ] as const)
    edits.push(...conditions(name, from, to));
  if (!same(before.limit, after.limit))
    edits.push({ kind: "row-set-changed", verdict: "breaking", cause: "LIMIT or its order changed" });
  if (!same(before.other, after.other))
    edits.push({
      kind: "structure-changed",
      verdict: "unknown",
      cause: "a clause or a function that makes rows changed",
    });
  return edits;
}

function conditions(name: string, before: readonly string[], after: readonly string[]): readonly Edit[] {
  const gone = missing(before, after).length;
  const come = missing(after, before).length;
  if (gone === 0 && come === 0) return [];
  if (gone > 0 && come > 0)
    return [{ kind: "condition-edited", verdict: "unknown", cause: `a condition of ${name} reads differently` }];
  const cause = gone > 0 ? `a condition of ${name} is gone` : `${name} has a condition more`;
  return [{ kind: "row-set-changed", verdict: "breaking", cause }];
}

function grain(before: Rows, after: Rows): readonly Edit[] {
  const edits: Edit[] = [];
  if (!same(before.group, after.group)) {
    const cause =
      before.group === undefined
        ? "rows are grouped now"
        : after.group === undefined
          ? "rows are grouped no more"
          : "the keys of GROUP BY changed";
    edits.push({ kind: "grain-changed", verdict: "breaking", cause });
  }
  if (same(before.distinct, after.distinct)) return edits;
  if (before.distinct === undefined || after.distinct === undefined) {
    const cause = before.distinct === undefined ? "DISTINCT was added" : "DISTINCT is gone";
    return [...edits, { kind: "grain-changed", verdict: "breaking", cause }];
  }
  // What columns do is said of them: where only they changed, the rows may be the same.
  const verdict = after.distinct.length === before.distinct.length ? "unknown" : "breaking";
  return [...edits, { kind: "distinct-changed", verdict, cause: "DISTINCT goes over other columns" }];
}
