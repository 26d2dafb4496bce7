import type { Plan } from "../resolve/plan.ts";
import { Grain, type KeysOfTable } from "./grain.ts";
import type { ShortNames } from "./short-names.ts";
import { viewOf, type View } from "./view.ts";
import { Writer } from "./writer.ts";

/** One side of an edit: the query that decides, and how its parts are written. */
export interface Side {
  readonly view: View;
  readonly writer: Writer;
  readonly grain: Grain;
}

/** What one side knows beside its query. */
export interface Around {
  /** Spells what a template left open, so that two sides are the same only where it is. */
  readonly open?: ((text: string) => string) | undefined;
  readonly keys?: KeysOfTable | undefined;
}

export function sideOf(plan: Plan, names: ShortNames, { open, keys }: Around): Side {
  const writer = new Writer(names, open);
  return { view: viewOf(plan), writer, grain: new Grain(writer, keys) };
}

/** The same side, looking at a query further inside. */
export const inside = (side: Side, plan: Plan): Side => ({ ...side, view: viewOf(plan) });
