import type { Config, ConfigError, RuleSetting } from "../model/config.ts";
import { defaultConfig, type LoadedConfig } from "./default-config.ts";
import type { Enforceable } from "./floor-schema.ts";

/** What an organisation sets for all of its repositories. */
export interface Floor {
  /** Holds where a repository says nothing. */
  readonly config: Config;
  /** A repository may make these stricter and not weaker. */
  readonly enforced: readonly Enforceable[];
  /** Where it could not be read, nobody knows what it enforces: then nothing may be weaker than the defaults. */
  readonly errors: readonly ConfigError[];
}

export const noFloor: Floor = { config: defaultConfig, enforced: [], errors: [] };

const RANK = { off: 0, notice: 1, review: 2, block: 3 };
const TRUST = { ignore: 0, "review-only": 1, honour: 2 };

/** How a key is held: what counts in place of what the repository says, the same where that is no weaker. */
const HOLDS: Readonly<Record<Exclude<Enforceable, "rules">, (own: Config, least: Config) => Partial<Config>>> = {
  mode: (own, { mode }) => ({ mode: mode === "enforce" ? mode : own.mode }),
  suppressions: (own, { suppressions }) => ({
    suppressions: TRUST[own.suppressions] > TRUST[suppressions] ? suppressions : own.suppressions,
  }),
  approvals: (own, { approvals }) => ({ approvals: approvals === "verified" ? approvals : own.approvals }),
  // Who may waive by a comment goes with it, or a repository would let itself in there.
  waivers: (_, { commands }) => ({ waivers: [], commands }),
  waiver_max_days: (own, least) => ({ waiverMaxDays: Math.min(own.waiverMaxDays, least.waiverMaxDays) }),
  grace: ({ grace }, { grace: least }) => {
    const usual = Math.max(least.tables, least.models);
    const longer = ([subject, days]: readonly [string, number]) =>
      [subject, Math.max(days, least.subjects[subject] ?? usual)] as const;
    return {
      grace: {
        tables: Math.max(grace.tables, least.tables),
        models: Math.max(grace.models, least.models),
        subjects: { ...least.subjects, ...Object.fromEntries(Object.entries(grace.subjects).map(longer)) },
      },
    };
  },
  plans: ({ plans }, least) => {
    const kept = plans.filter((glob) => least.plans.includes(glob));
    return { plans: kept.length > 0 ? kept : least.plans };
  },
  opaque: ({ opaque }, least) => ({ opaque: opaque.filter((glob) => least.opaque.includes(glob)) }),
  ignore: ({ ignore }, least) => ({ ignore: ignore.filter((glob) => least.ignore.includes(glob)) }),
};

/** The repository's configuration as far as the floor lets it count, with what has to be said of that. */
export function held(own: Config, errors: readonly ConfigError[], floor: Floor): LoadedConfig {
  const { enforced, config: least } = floor;
  if (floor === noFloor) return { config: own, errors };
  const said = floor.errors.map(
    ({ place, message }) =>
      `The organisation's floor is broken, so nothing here may be weaker than the defaults until it is put right: \`${place.path}:${place.line}\` ${message}`,
  );
  let config = own;
  for (const key of enforced) {
    if (key === "rules") continue;
    const held = HOLDS[key](config, least);
    const changed =
      JSON.stringify(held) !==
      JSON.stringify(Object.fromEntries(Object.keys(held).map((name) => [name, config[name as keyof Config]])));
    if (changed)
      said.push(`The organisation's floor holds \`${key}\`: what this repository sets is weaker and does not count`);
    config = { ...config, ...held };
  }
  if (!enforced.includes("rules")) return { config, errors, ...(said.length > 0 ? { said } : {}) };
  const broken = floor.errors.length > 0;
  const lower = Object.entries(own.rules).flatMap(([rule, settings]) =>
    weakest(settings) < strictest(least.rules[rule] ?? []) ? [`\`${rule}\``] : [],
  );
  if (lower.length > 0)
    said.push(
      `The organisation's floor holds ${lower.join(", ")}: a lower level that this repository sets does not count`,
    );
  config = { ...config, floor: { rules: least.rules, own: broken } };
  return { config, errors, ...(said.length > 0 ? { said } : {}) };
}

const weakest = (settings: readonly RuleSetting[]): number => Math.min(...settings.map(({ level }) => RANK[level]));
const strictest = (settings: readonly RuleSetting[]): number =>
  Math.max(0, ...settings.map(({ level }) => RANK[level]));
