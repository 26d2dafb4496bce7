import type { Config, RuleSetting, Waiver } from "../model/config.ts";
import { type RawGrace, readGrace } from "./grace.ts";
import type { At } from "./read-file.ts";
import type { RawSize } from "./table-sizes.ts";

/** What the schema lets through. */
export interface Raw {
  readonly mode?: Config["mode"];
  readonly comment?: Config["comment"];
  readonly labels?: Config["labels"];
  readonly postgres_version?: number;
  readonly mysql_version?: string;
  readonly default_schema?: string;
  readonly lock_timeout_set?: boolean;
  readonly plans?: readonly string[];
  readonly rules?: Readonly<Record<string, RuleSetting["level"] | RuleSetting | readonly RuleSetting[]>>;
  readonly migrations?: Config["migrations"];
  readonly opaque?: readonly string[];
  readonly ignore?: readonly string[];
  readonly relations?: Readonly<Record<string, string>>;
  readonly suppressions?: Config["suppressions"];
  readonly tables?: Readonly<Record<string, RawSize>>;
  readonly waivers?: readonly Omit<Waiver, "place">[];
  readonly waiver_max_days?: number;
  readonly grace?: RawGrace;
  readonly approvals?: Config["approvals"];
  readonly commands?: {
    readonly waive?: readonly string[];
    readonly own_waivers?: boolean;
    readonly apps?: readonly number[];
  };
}

function settings(value: NonNullable<Raw["rules"]>[string]): readonly RuleSetting[] {
  if (typeof value === "string") return [{ level: value }];
  return "level" in value ? [value] : value;
}

/** Completed with what holds where the file says nothing. */
export function complete(raw: Raw, at: At, otherwise: Config): Config {
  return {
    mode: raw.mode ?? otherwise.mode,
    comment: raw.comment ?? otherwise.comment,
    labels: raw.labels ?? otherwise.labels,
    postgresVersion: raw.postgres_version ?? otherwise.postgresVersion,
    mysqlVersion: raw.mysql_version ?? otherwise.mysqlVersion,
    defaultSchema: raw.default_schema ?? otherwise.defaultSchema,
    lockTimeoutSet: raw.lock_timeout_set ?? otherwise.lockTimeoutSet,
    plans: raw.plans ?? otherwise.plans,
    rules: Object.fromEntries(Object.entries(raw.rules ?? {}).map(([rule, value]) => [rule, settings(value)])),
    migrations: raw.migrations ?? [],
    opaque: raw.opaque ?? otherwise.opaque,
    ignore: raw.ignore ?? otherwise.ignore,
    relations: raw.relations ?? {},
    suppressions: raw.suppressions ?? otherwise.suppressions,
    tables: {},
    waivers: (raw.waivers ?? []).map((waiver, index) => ({ ...waiver, place: at(["waivers", index]) })),
    waiverMaxDays: raw.waiver_max_days ?? otherwise.waiverMaxDays,
    grace: readGrace(raw.grace, otherwise.grace),
    approvals: raw.approvals ?? otherwise.approvals,
    commands: {
      waive: raw.commands?.waive ?? otherwise.commands.waive,
      ownWaivers: raw.commands?.own_waivers ?? otherwise.commands.ownWaivers,
      apps: raw.commands?.apps ?? otherwise.commands.apps,
    },
  };
}
