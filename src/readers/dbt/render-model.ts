import { spotOf, type Spot } from "../../jinja/source.ts";
import type { Hole, Rendered } from "../../jinja/render.ts";
import type { Value } from "../../jinja/value.ts";
import type { Gap } from "../../model/fact.ts";
import type { Rendering } from "./assemble.ts";
import { gap } from "./gap.ts";
import { lineIndex } from "./line-index.ts";
import type { ConfigCall, ReadCall, Recorder } from "./render/record.ts";
import { renderTemplate } from "./render/render-template.ts";
import type { KnownColumn, RenderingWorld } from "./render/rendering-world.ts";

/** A model's SQL as far as it can be told without dbt and without a warehouse. */
export interface RenderedModel {
  readonly sql: string;
  /** Where an offset of `sql` comes from in the model's file; text of a macro belongs to its call. */
  readonly spotOf: (offset: number) => Spot;
  /** The line of the model's file that wrote each line of `sql`. */
  readonly lines: () => readonly number[];
  readonly holes: readonly Hole[];
  /** `ref` and `source` calls; one whose name is not known lacks it. */
  readonly reads: readonly ReadCall[];
  /** A relation as `sql` names it (`schema.identifier`, lower case) → the call that printed it. */
  readonly relations: ReadonlyMap<string, ReadCall>;
  readonly configs: readonly ConfigCall[];
  readonly gaps: readonly Gap[];
  /** Its `is_incremental()` was asked: the other way is another text. */
  readonly incremental: boolean;
  /** The graph was asked: the text rests on every node of the repository. */
  readonly graph: boolean;
  /** A variable was asked: with another value it may be another text. */
  readonly varies: boolean;
  /** SQL that a run may add, and texts that went into what is not known. */
  readonly beside: readonly string[];
  /** False where the rendering ended early. */
  readonly whole: boolean;
}

export interface RenderWay {
  readonly incremental: boolean;
  readonly stated?: (key: string) => Value | undefined;
  readonly columns?: (relation: string) => readonly KnownColumn[] | undefined;
}

/** Renders one model or snapshot; undefined where it is no SQL. */
export function renderModel(file: Rendering, world: RenderingWorld, way: RenderWay): RenderedModel | undefined {
  const { unit, parsed, name, path } = file;
  if (unit === undefined || parsed === undefined) return undefined;
  const { text } = parsed.template;
  const { incremental, stated = () => undefined, columns } = way;
  const of = { name, path, incremental, stated, ...(columns !== undefined && { columns }) };
  const { rendered, recorder } = renderTemplate(unit.body, text, world, of);
  return {
    sql: rendered.text,
    spotOf: (offset) => spotOf({ path, text }, rendered.map.sourceOf(offset)),
    lines: () => linesOf(rendered, text),
    holes: rendered.holes,
    reads: recorder.reads,
    relations: recorder.relations,
    configs: recorder.configs,
    gaps: gapsOf(rendered, recorder, path, text),
    incremental: recorder.askedIncremental,
    graph: recorder.askedGraph,
    varies: recorder.askedVariable,
    beside: rendered.beside,
    whole: rendered.error === undefined && parsed.template.broken === undefined,
  };
}

function linesOf({ text: sql, map }: Rendered, text: string): readonly number[] {
  const lineOf = lineIndex(text);
  let start = 0;
  return sql.split("\n").map((line) => {
    // The first word of a line tells where it comes from, not the space before it.
    const at = start + line.length - line.trimStart().length;
    start += line.length + 1;
    return lineOf(map.sourceOf(at));
  });
}

/** Holes with a gap of their own, and values that are another one in each run and no part of what a model is. */
const SAID_OR_HARMLESS = /^`(?:ref|source)` of a name|is in no package|^the (?:moment|id|thread) of the run/;

function gapsOf(
  { error, holes, doubts, map }: Rendered,
  { unknownMacros }: Recorder,
  path: string,
  text: string,
): readonly Gap[] {
  const gaps: Gap[] = unknownMacros.map((one) =>
    gap(
      "macro-unknown",
      one.path,
      one.line,
      `\`${one.name.slice(0, 100)}\`, which is in no package that is known here`,
    ),
  );
  if (error !== undefined) {
    const key = error.kind === "limit" ? "jinja-limit" : "jinja-failed";
    const { spot, top } = error;
    // A text of ours has no place in the repository. Where a macro of the repository failed, either file may be the changed one.
    const inMacro = spot.path !== top.path && !spot.path.startsWith("<");
    const where = inMacro ? `, at \`${spot.path}:${spot.line}\`` : "";
    gaps.push(gap(key, top.path, top.line, `Jinja that cannot be rendered: ${error.reason}${where}`));
    if (inMacro) gaps.push(gap(key, spot.path, spot.line, `a macro that cannot be rendered: ${error.reason}`));
  }
  for (const doubt of doubts) {
    const spot = doubt.spot.path.startsWith("<") ? doubt.top : doubt.spot;
    gaps.push(gap("warehouse-only", spot.path, spot.line, doubt.reason));
  }
  const said = new Set<string>();
  for (const { from, reason } of holes) {
    if (said.has(reason) || SAID_OR_HARMLESS.test(reason)) continue;
    said.add(reason);
    gaps.push(
      gap("warehouse-only", path, spotOf({ path, text }, map.sourceOf(from)).line, `${reason}: a hole in the SQL`),
    );
  }
  return gaps;
}
