import type { Place } from "./place.ts";

/** What every fact of a history has. */
export interface Seen<K extends string> {
  readonly kind: K;
  /** The same at base and head: that is how two facts pair up. */
  readonly id: string;
  readonly place: Place;
}
