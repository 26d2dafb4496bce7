import type { FactOf, Kind } from "./fact.ts";

export type Action = "added" | "removed" | "altered";
export type ChangeKind = `${Kind}.${Action}`;

/** Two axes, kind × action; nothing here says whether it is good or bad. A fact with the same id on both sides is a pair. */
export type Change = {
  [K in Kind]:
    | { readonly kind: `${K}.added`; readonly after: FactOf<K> }
    | { readonly kind: `${K}.removed`; readonly before: FactOf<K> }
    | {
        readonly kind: `${K}.altered`;
        readonly before: FactOf<K>;
        readonly after: FactOf<K>;
        readonly fields: readonly string[];
      };
}[Kind];
export type ChangeOf<C extends ChangeKind> = Extract<Change, { readonly kind: C }>;
