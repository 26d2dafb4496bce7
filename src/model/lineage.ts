import type { Consumer } from "./consumer.ts";
import type { Place } from "./place.ts";

export type LineageWay = "up" | "down";

/**
 * How one thing comes from another: `value` the column is made of it, by the SQL; `star` it comes along with a `*`; `condition` the SQL names
 * it without handing it on (a join, a filter, a grouping); `relation` the one reads the other as a whole, or stands for it; `name` only its
 * name was found, since the SQL could not be followed; `unknown` it may come through or not (`why`).
 */
export type LineageHow = "value" | "star" | "condition" | "relation" | "name" | "unknown";

/** A relation, a reader or one column of it. */
export interface LineageNode {
  /** The id, and `#column` behind it for a column: what edges name. */
  readonly key: string;
  readonly id: string;
  readonly kind: Consumer["kind"] | "table" | "view";
  readonly name: string;
  readonly column?: string;
  readonly owner?: string;
  readonly place: Place;
}

export interface LineageEdge {
  /** What is read … */
  readonly from: string;
  /** … and who reads it. */
  readonly to: string;
  readonly how: LineageHow;
  readonly why?: string;
}

/** What the lineage of one node leaves open. */
export interface LineageUnknown {
  readonly key: string;
  readonly way: LineageWay;
  readonly reason: string;
}

/** Where something comes from and who reads it, at one commit. Nodes nearest first, the one that was asked for at their head. */
export interface Lineage {
  readonly version: 1;
  readonly commit: string;
  readonly asked: string;
  readonly ways: readonly LineageWay[];
  readonly nodes: readonly LineageNode[];
  readonly edges: readonly LineageEdge[];
  readonly unknown: readonly LineageUnknown[];
  /** Nodes behind which there is more than the depth that was asked for. */
  readonly cut: readonly { readonly key: string; readonly way: LineageWay }[];
}
