import { outputNeverNull } from "../never-null.ts";
import type { Plan } from "../resolve/plan.ts";
import { Tracer } from "../trace.ts";
import { typeDirection } from "../type-direction.ts";
import { outputType } from "../value-type.ts";
import { branchesOf } from "./branches.ts";
import type { Edit } from "./edit.ts";
import { hasOpenName } from "./open-names.ts";
import { compareRecords } from "./compare-records.ts";
import { movedColumns } from "./moved-columns.ts";
import type { Side } from "./side.ts";
import type { Seen } from "./view.ts";

/** What an edit does to the columns, by their names. */
export function compareColumns(base: Side, head: Side): readonly Edit[] {
  const before = described(base);
  const after = described(head);
  const edits: Edit[] = [...compareStars(base, head)];
  const renamed = new Set<string>();
  for (const one of before) {
    const other = after.find(({ key }) => key === one.key);
    if (other !== undefined) edits.push(...compareColumn(one, other, { base, head }));
    else if (behindStar(head, one) === "same") continue;
    else {
      const twin = after.find(
        ({ key, text }) => text === one.text && !renamed.has(key) && !before.some((was) => was.key === key),
      );
      if (twin !== undefined) renamed.add(twin.key);
      edits.push(gone(one, twin, behindStar(head, one) === "maybe"));
    }
  }
  for (const { key, name, text, at } of after) {
    const was = behindStar(base, { key, text });
    if (renamed.has(key) || before.some((one) => one.key === key) || was === "same") continue;
    const place = at === undefined ? {} : { at };
    if (was === "maybe")
      edits.push({
        kind: "column-expression-edited",
        verdict: "unknown",
        cause: "it may have come through `*` before",
        column: name,
        ...place,
      });
    else edits.push({ kind: "column-added", verdict: "safe", cause: "a column more", column: name, ...place });
  }
  return [...edits, ...movedColumns(base, head)];
}

interface Described extends Seen {
  readonly text: string;
}

const described = ({ view, writer }: Side): readonly Described[] =>
  view.columns.map((column) => ({ ...column, text: writer.output(view.plan, column.output) }));

function gone({ name }: Described, twin: Described | undefined, maybe: boolean): Edit {
  if (maybe) return { kind: "column-removed", verdict: "unknown", cause: "it may come through `*`", column: name };
  if (twin === undefined)
    return { kind: "column-removed", verdict: "breaking", cause: "no column has this name any more", column: name };
  return {
    kind: "column-renamed",
    verdict: "breaking",
    cause: `the same value is called \`${twin.name}\``,
    column: name,
    to: twin.name,
    ...(twin.at !== undefined && { at: twin.at }),
  };
}

/** Is a column among those that a `*` brings? */
function behindStar(
  { view, writer }: Side,
  { key, text }: { readonly key: string; readonly text: string },
): "same" | "maybe" | "no" {
  const stars = view.stars.filter(({ except }) => !except.has(key));
  if (stars.some(({ output }) => writer.output(view.plan, output, key) === text)) return "same";
  return stars.length > 0 ? "maybe" : "no";
}

/** Stars pair by what they stand for; what one leaves out and did not before is gone. */
function compareStars(base: Side, head: Side): readonly Edit[] {
  const [before, after] = [starsOf(base), starsOf(head)];
  const lost = [...before].filter(([text]) => !after.has(text));
  const come = [...after].filter(([text]) => !before.has(text));
  const edits: Edit[] = [
    ...lost.map((): Edit => ({
      kind: "column-removed",
      verdict: "unknown",
      cause: "columns that came through `*` are listed, or gone",
    })),
    ...come.map((): Edit => ({
      kind: "column-added",
      verdict: "unknown",
      cause: "columns come through a `*` that was not there",
    })),
  ];
  for (const [text, { except }] of before) {
    const now = after.get(text)?.except ?? except;
    for (const key of now)
      if (!except.has(key) && !listed(head, key))
        edits.push({ kind: "column-removed", verdict: "breaking", cause: "`*` leaves it out", column: key });
    for (const key of except)
      if (!now.has(key) && !listed(base, key))
        edits.push({ kind: "column-added", verdict: "safe", cause: "`*` leaves it out no more", column: key });
  }
  return edits;
}

const starsOf = ({ view, writer }: Side): ReadonlyMap<string, { readonly except: ReadonlySet<string> }> =>
  new Map(view.stars.map((star) => [writer.output(view.plan, star.output, "*"), star]));

const listed = ({ view }: Side, key: string): boolean => view.columns.some((column) => column.key === key);

function compareColumn(
  before: Described,
  after: Described,
  { base, head }: { readonly base: Side; readonly head: Side },
): readonly Edit[] {
  const column = after.name;
  const place = after.at === undefined ? {} : { at: after.at };
  const edits: Edit[] = [];
  const unmatched = missing(head, after.output) && !missing(base, before.output);
  const loosened = certain(base, before.output) && !certain(head, after.output);
  if (unmatched && !loosened)
    edits.push({
      kind: "column-nullability-loosened",
      verdict: "unknown",
      cause: "its relation is joined so that no row of it may be found",
      column,
      ...place,
    });
  if (before.text === after.text && !loosened) return edits;
  const [from, to] = [typeOf(base, before.output), typeOf(head, after.output)];
  const direction = from === undefined || to === undefined ? undefined : typeDirection(from, to);
  if (direction === "other")
    edits.push({ kind: "column-type-changed", verdict: "breaking", cause: `${from} became ${to}`, column, ...place });
  if (direction === "narrower")
    edits.push({ kind: "column-type-narrowed", verdict: "breaking", cause: `${from} became ${to}`, column, ...place });
  if (direction === "wider")
    edits.push({ kind: "column-type-widened", verdict: "unknown", cause: `${from} became ${to}`, column, ...place });
  if (loosened)
    edits.push({
      kind: "column-nullability-loosened",
      verdict: "breaking",
      cause: "it was never NULL and may be now",
      column,
      ...place,
    });
  if (hasOpenName(base.view.plan, before.output) !== hasOpenName(head.view.plan, after.output))
    return [
      ...edits,
      {
        kind: "column-name-open",
        verdict: "unknown",
        cause: "a name without its relation may mean another one",
        column,
        ...place,
      },
    ];
  const { lost: fields, same } = compareRecords(base, before.output, head, after.output);
  if (same) return edits;
  if (fields.length > 0)
    edits.push({
      kind: "nested-field-removed",
      verdict: "breaking",
      cause: `${fields.join(", ")} of its record is gone`,
      fields,
      column,
      ...place,
    });
  else if (originsOf(base, before.output) !== originsOf(head, after.output))
    edits.push({
      kind: "column-meaning-changed",
      verdict: "breaking",
      cause: "it is made of other columns",
      column,
      ...place,
    });
  if (edits.length > 0) return edits;
  return [
    {
      kind: "column-expression-edited",
      verdict: "unknown",
      cause: "its expression reads differently",
      column,
      ...place,
    },
  ];
}

/** What is asked of a column, branch by branch: a union's column is made of one of each that both sides have. */
function each<T>({ view, writer }: Side, output: number, ask: (plan: Plan, output: number) => T): readonly T[] {
  const go = (plan: Plan, at: number): readonly T[] =>
    plan.kind === "set"
      ? (writer.matched.get(plan) ?? branchesOf(plan)).flatMap((branch) => go(branch.plan, branch.at[at] ?? -1))
      : [ask(plan, at)];
  return go(view.plan, output);
}

const originsOf = (side: Side, output: number): string =>
  JSON.stringify(
    each(side, output, (plan, at) =>
      new Tracer()
        .output(plan, at)
        .map(({ relation, key }) => `${relation}.${key}`)
        .toSorted()
        .join(),
    ),
  );

/** Is a column one of a relation that an outer join may leave out? */
function maybeMissing(plan: Plan, index: number): boolean {
  const output = plan.outputs[index];
  if (plan.kind !== "select" || output?.kind !== "column") return false;
  const ref = output.expr?.kind === "column" ? plan.refs.get(output.expr) : output.ref;
  if (ref?.kind !== "slot" || ref.up > 0) return false;
  const slot = plan.slots[ref.slot];
  if (slot === undefined) return false;
  const after = plan.slots.slice(ref.slot + 1);
  if (slot.how === "left" || slot.how === "full" || after.some(({ how }) => how === "right" || how === "full"))
    return true;
  return slot.from.kind === "plan" && !slot.loose && maybeMissing(slot.from.plan, ref.item);
}

const missing = (side: Side, output: number): boolean => each(side, output, maybeMissing).some(Boolean);
const certain = (side: Side, output: number): boolean => each(side, output, outputNeverNull).every(Boolean);

function typeOf(side: Side, output: number): string | undefined {
  const types = new Set(each(side, output, (plan, at) => (plan.kind === "select" ? outputType(plan, at) : undefined)));
  const [only] = types;
  return types.size === 1 ? only : undefined;
}
