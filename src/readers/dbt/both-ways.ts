import type { Value } from "../../jinja/value.ts";
import type { Rendering } from "./assemble.ts";
import { plainOf } from "./render/plain-value.ts";
import type { KnownColumn, RenderingWorld } from "./render/rendering-world.ts";
import { renderModel, type RenderedModel } from "./render-model.ts";
import { chanceIn } from "./sql-chance.ts";
import { masked, renderedWords } from "./rendered-words.ts";
import type { SqlWords } from "./sql-words.ts";

/** A model as it is built whole, and as it is added to where that is another text. */
export interface BothWays {
  readonly full: RenderedModel;
  readonly increment?: RenderedModel;
  readonly words: SqlWords;
  /** What makes its rows differ from run to run. */
  readonly chance: readonly string[];
  /** Relations whose columns it asked for. */
  readonly askedColumns: ReadonlySet<string>;
}

/** The columns of a relation (`schema.name`, lower case), where they are known. */
export type ColumnsOf = (relation: string) => readonly KnownColumn[] | undefined;

interface Memory {
  readonly both: BothWays;
  /** Settings that the text asked for, and what it was told. */
  readonly asked: ReadonlyMap<string, string>;
  /** Relations whose columns it asked for, and what it was told. */
  readonly askedColumns: ReadonlyMap<string, string>;
  /** The graph that it went through, where it did. */
  readonly graph?: string;
}

/** A text at base and at head, without columns and with them, and one more of a package's tests. */
const KEPT = 5;

/** Renders a file both ways, once for each state of what is around it. */
export function bothWays(
  file: Rendering,
  world: RenderingWorld,
  state: string,
  stated: (key: string) => Value | undefined,
  columns?: ColumnsOf,
): BothWays | undefined {
  const { parsed, unit } = file;
  if (parsed === undefined || unit === undefined) return undefined;
  const toldColumns = (relation: string): string => JSON.stringify(columns?.(relation)) ?? "";
  const told = (key: string): string => JSON.stringify(plainOf(stated(key) ?? null)) ?? "";
  const key = `${file.path}\n${file.name}\n${world.project}\n${state}\n${columns === undefined ? "" : "columns"}`;
  const known = parsed.renderings.get(key) as Memory | undefined;
  if (known !== undefined && stillHolds(known)) return known.both;
  const asked = new Map<string, string>();
  const listen = (setting: string): Value | undefined => {
    asked.set(setting, told(setting));
    return stated(setting);
  };
  const askedColumns = new Map<string, string>();
  const listenColumns = (relation: string): readonly KnownColumn[] | undefined => {
    askedColumns.set(relation, toldColumns(relation));
    return columns?.(relation);
  };
  const way = { stated: listen, columns: listenColumns };
  const full = renderModel(file, world, { ...way, incremental: false });
  if (full === undefined) return undefined;
  const increment = full.incremental ? renderModel(file, world, { ...way, incremental: true }) : undefined;
  const words = renderedWords(increment === undefined ? [full] : [full, increment], parsed.template.text);
  const chance = unit.block === "" ? chanceIn(masked(full)) : [];
  const both: BothWays = {
    full,
    words,
    chance,
    askedColumns: new Set(askedColumns.keys()),
    ...(increment !== undefined && { increment }),
  };
  const graph = full.graph || increment?.graph === true;
  const [oldest] = parsed.renderings.keys();
  if (parsed.renderings.size >= KEPT && oldest !== undefined) parsed.renderings.delete(oldest);
  parsed.renderings.set(key, {
    both,
    asked,
    askedColumns,
    ...(graph && { graph: world.graph.digest }),
  } satisfies Memory);
  return both;

  function stillHolds({ asked: before, askedColumns: columnsBefore, graph: through }: Memory): boolean {
    if (![...columnsBefore].every(([relation, answer]) => toldColumns(relation) === answer)) return false;
    if (through !== undefined && through !== world.graph.digest) return false;
    return [...before].every(([setting, answer]) => told(setting) === answer);
  }
}
