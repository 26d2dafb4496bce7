import type { Place } from "../../model/place.ts";
import type { Plan } from "../../model/plan.ts";
import type { PlanField, PlanItem, PlanLink, PlanPart, PlanTable, Said } from "../../model/plan-part.ts";
import * as registry from "../../outline/kinds/index.ts";

/** A stage of a plan with all that stands in it, its own headings' contents included, in the order of the text. */
export interface Stage {
  readonly name: string;
  /** As our outline calls it. */
  readonly title: string;
  /** As its author calls it. */
  readonly heading: string;
  readonly place: Place;
  /** Whether anything but placeholders stands there. */
  readonly answered: boolean;
  readonly lines: readonly Said[];
  readonly fields: readonly PlanField[];
  readonly items: readonly PlanItem[];
  readonly tables: readonly PlanTable[];
  readonly code: PlanPart["code"];
  readonly links: readonly PlanLink[];
  /** The headings that are this stage: one, where its author did not split it. */
  readonly roots: readonly PlanPart[];
  /** The stage's own headings, outermost first. */
  readonly parts: readonly PlanPart[];
  /** Everything that is said, a line each: paragraphs, items, cells. */
  readonly said: readonly Said[];
}

const known = new WeakMap<Plan, Map<string, Stage | undefined>>();

/** The stage by our name of it; undefined where the plan has no such heading. Several headings of one stage are joined. */
export function stageOf(plan: Plan, name: string): Stage | undefined {
  const stages = known.get(plan) ?? new Map<string, Stage | undefined>();
  known.set(plan, stages);
  if (!stages.has(name)) stages.set(name, gather(plan, name));
  return stages.get(name);
}

/** The whole plan as one stage. */
export function wholeOf(plan: Plan): Stage {
  const stages = known.get(plan) ?? new Map<string, Stage | undefined>();
  known.set(plan, stages);
  const all = stages.get("") ?? joined(plan, "", plan.parts, plan.place, "plan");
  stages.set("", all);
  return all;
}

function gather(plan: Plan, name: string): Stage | undefined {
  const roots = named(plan.parts, name);
  const [first] = roots;
  return first === undefined ? undefined : joined(plan, name, roots, first.place, first.heading);
}

function joined(plan: Plan, name: string, roots: readonly PlanPart[], place: Place, heading: string): Stage {
  const all = roots.flatMap(deep);
  const parts = roots.flatMap((root) => deep(root).slice(1));
  const title =
    Object.values(registry)
      .find(({ kind }) => kind === plan.planKind)
      ?.stages.find((stage) => stage.name === name)?.title ?? heading;
  const tables = all.flatMap((part) => part.tables);
  const said = [
    ...all.flatMap((part) => [...part.lines, ...part.items]),
    ...tables.flatMap((table) => table.rows.flat()),
  ].toSorted((one, other) => one.place.line - other.place.line);
  const code = all.flatMap((part) => part.code);
  const links = all.flatMap((part) => part.links);
  return {
    name,
    title,
    heading,
    place,
    answered: code.length + links.length > 0 || said.some((one) => one.open !== true && !isBareLabel(one.text)),
    lines: all.flatMap((part) => part.lines),
    fields: all.flatMap((part) => [...part.fields, ...asField(part)]),
    items: all.flatMap((part) => part.items),
    tables,
    code,
    links,
    roots,
    parts,
    said,
  };
}

const isBareLabel = (text: string): boolean => text === "" || text.endsWith(":");

const named = (parts: readonly PlanPart[], name: string): readonly PlanPart[] =>
  parts.flatMap((part) =>
    part.name === name || part.also?.some((one) => one.name === name) === true ? [part] : named(part.parts, name),
  );

const deep = (part: PlanPart): readonly PlanPart[] => [part, ...part.parts.flatMap(deep)];

/** A heading inside a stage is a label, and what stands below it the value. */
function asField(part: PlanPart): readonly PlanField[] {
  if (part.name !== undefined) return [];
  const all = deep(part);
  const lines = all.flatMap(({ lines: each }) => each);
  const items = all.flatMap((each) => each.items);
  const rows = all.flatMap((each) =>
    each.tables.flatMap((table) => table.rows.map((row) => row.map(({ text }) => text).join(" | "))),
  );
  const text = [...lines.map((line) => line.text), ...items.map((item) => item.text), ...rows].join("\n");
  const open = [...lines, ...items, ...all.flatMap((each) => each.tables.flatMap((table) => table.rows.flat()))].every(
    (one) => one.open === true,
  );
  const code = all.some((each) => each.code.length > 0);
  return [{ label: part.heading, text, place: part.place, items, ...(open && !code ? { open: true as const } : {}) }];
}
