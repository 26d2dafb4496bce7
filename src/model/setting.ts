import type { Place } from "./place.ts";

/** One setting of the gate's own configuration file, spelt as a path (`rules.column-dropped.level`). */
export interface Setting {
  readonly kind: "setting";
  readonly id: string;
  readonly place: Place;
  readonly key: string;
  readonly value: string;
}
