import type { Place } from "./place.ts";

/** Someone who reads what changes, nearest first. `via` is the chain of ids that leads there. */
export interface Consumer {
  readonly id: string;
  readonly kind: "model" | "seed" | "snapshot" | "source" | "exposure" | "semantic model" | "metric" | "saved query";
  readonly name: string;
  readonly owner?: string;
  readonly place: Place;
  readonly via: readonly string[];
}
