import { configSchema } from "./schema.ts";

/** What a repository may only make stricter, by the keys of the file. `waivers` allows none in a repository's own file. */
export const ENFORCEABLE = [
  "mode",
  "rules",
  "suppressions",
  "approvals",
  "waivers",
  "waiver_max_days",
  "grace",
  "plans",
  "opaque",
  "ignore",
] as const;
export type Enforceable = (typeof ENFORCEABLE)[number];

// These speak of one repository's things.
const {
  waivers: _waivers,
  migrations: _migrations,
  tables: _tables,
  relations: _relations,
  ...shared
} = configSchema.properties;

/** The public format of an organisation's floor: `dataplan.yml` in its `.github` repository. */
export const floorSchema = {
  ...configSchema,
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/floor.schema.json",
  title: "dataplan floor",
  description:
    "What holds for every repository of an organisation: `dataplan.yml` on the default branch of its `.github` repository.",
  properties: {
    ...shared,
    enforced: {
      anyOf: [{ const: true }, { type: "array", items: { enum: ENFORCEABLE }, uniqueItems: true }],
      description:
        "Keys that a repository may make stricter and not weaker; true: all that this file sets. The others are only what holds where a repository says nothing.",
    },
  },
};
