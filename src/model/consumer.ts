import type { Place } from "./place.ts";

/** Someone who reads what changes, nearest first. `via` is the chain of ids that leads there. */
export interface Consumer {
  readonly id: string;
  readonly kind: "model" | "seed" | "snapshot" | "source" | "exposure" | "semantic model" | "metric" | "saved query";
  readonly name: string;
  readonly owner?: string;
  readonly place: Place;
  readonly via: readonly string[];
  /** Why it is not sure that it, or somebody before it on the way, reads what changes: its SQL could not be followed. */
  readonly doubt?: string;
}

/** What people call the parts of the semantic layer. */
export const SEMANTIC = { semantic_model: "semantic model", metric: "metric", saved_query: "saved query" } as const;
