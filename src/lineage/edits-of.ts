import { classify } from "../columns/normal/classify.ts";
import type { Edit } from "../columns/normal/edit.ts";
import type { Around } from "../columns/normal/side.ts";
import type { Model, ModelQuery } from "../model/dbt.ts";
import type { QueryEdit } from "../model/query-edit.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { plainPlan } from "./plain-plan.ts";
import { keysOfRelation } from "./row-keys.ts";

/** `increment` is the text by which rows are added to what is there. */
type Way = "full" | "increment";

const known = new WeakMap<
  Model,
  Map<string, { readonly before: Model; readonly edits: readonly QueryEdit[] | undefined }>
>();

/**
 * What the edit of a model's SQL changes for its readers, but for how it is spelled; undefined where one side cannot be
 * read. Reckoned once; `readyParser` wants to have been waited for.
 */
export function editsOf(
  before: Model,
  after: Model,
  sides: { readonly base: Snapshot; readonly head: Snapshot },
  way: Way,
): readonly QueryEdit[] | undefined {
  const all = known.get(after) ?? new Map<string, { before: Model; edits: readonly QueryEdit[] | undefined }>();
  known.set(after, all);
  const asked = all.get(way);
  if (asked?.before === before) return asked.edits;
  const edits = reckoned(before, after, sides, way);
  all.set(way, { before, edits });
  return edits;
}

function reckoned(
  before: Model,
  after: Model,
  { base, head }: { readonly base: Snapshot; readonly head: Snapshot },
  way: Way,
): readonly QueryEdit[] | undefined {
  const [one, other] = [before.query, after.query];
  if (one === undefined || other === undefined || one.adapter !== other.adapter) return undefined;
  const [was, is] = [textOf(one, way), textOf(other, way)];
  if (was === is && JSON.stringify(one.holes) === JSON.stringify(other.holes)) return [];
  try {
    const [from, to] = [plainPlan(was, one), plainPlan(is, other)];
    if (from === undefined || to === undefined) return undefined;
    const edits = classify(from, to, { before: around(one, base), after: around(other, head) });
    return edits.map((edit) => placed(edit, is, way === "full" ? other.lines : []));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}

const textOf = ({ sql, increment }: ModelQuery, way: Way): string => (way === "full" ? sql : (increment ?? sql));

/** What a template left open is the same on both sides where it is open for the same reason. */
const around = ({ holes, relations }: ModelQuery, side: Snapshot): Around => ({
  open: (text) => Object.entries(holes).reduce((said, [name, reason]) => said.replaceAll(name, `{${reason}}`), text),
  keys: (relation) => keysOfRelation(side, relations, relation),
});

function placed({ at, ...edit }: Edit, sql: string, lines: readonly number[]): QueryEdit {
  const line = at === undefined ? undefined : lines[sql.slice(0, at).split("\n").length - 1];
  return { ...edit, ...(line !== undefined && { line }) };
}
