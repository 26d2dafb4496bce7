import type { Config, ConfigError } from "../model/config.ts";

export interface LoadedConfig {
  /** Complete: where the file is broken it is the defaults, and `errors` says so. */
  readonly config: Config;
  readonly errors: readonly ConfigError[];
  /** What the organisation's floor has to say: that it is broken, or what it held the repository to. */
  readonly said?: readonly string[];
}

export const defaultConfig: Config = {
  mode: "enforce",
  comment: "update",
  labels: {},
  postgresVersion: 18,
  mysqlVersion: "8.4.0",
  defaultSchema: "public",
  lockTimeoutSet: false,
  plans: ["plans/**/*.{md,yaml,yml}"],
  rules: {},
  migrations: [],
  opaque: [],
  ignore: [],
  relations: {},
  suppressions: "review-only",
  tables: {},
  waivers: [],
  waiverMaxDays: 180,
  approvals: "stated",
  // A week: the release before the expansion is no longer gone back to. A month: what runs at its end has run once.
  grace: { tables: 7, models: 31, subjects: {} },
  commands: { waive: [], ownWaivers: false, apps: [] },
};

/** What holds where there is no file. */
export const unconfigured: LoadedConfig = { config: defaultConfig, errors: [] };
