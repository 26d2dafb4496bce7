import type { Grace } from "../model/config.ts";

/** Days, or one of the tiers by their usual names. */
export type RawDays = number | keyof typeof TIERS;
export interface RawGrace {
  readonly tables?: RawDays;
  readonly models?: RawDays;
  readonly subjects?: Readonly<Record<string, RawDays>>;
}

/** The days that oasdiff gives each tier (`x-stability-level`, as its action sets them). */
export const TIERS = { draft: 0, beta: 31, stable: 180 } as const;

const days = (raw: RawDays): number => (typeof raw === "number" ? raw : TIERS[raw]);

export const readGrace = (raw: RawGrace | undefined, usual: Grace): Grace => ({
  tables: raw?.tables === undefined ? usual.tables : days(raw.tables),
  models: raw?.models === undefined ? usual.models : days(raw.models),
  subjects: Object.fromEntries(Object.entries(raw?.subjects ?? {}).map(([subject, one]) => [subject, days(one)])),
});
