import { complete, type Raw } from "./complete.ts";
import type { LoadedConfig } from "./default-config.ts";
import { globErrors } from "./glob-errors.ts";
import { type Floor, held, noFloor } from "./hold.ts";
import { type ConfigFile, readConfigFile } from "./read-file.ts";
import { resolveRules } from "./resolve-rules.ts";
import { configSchema } from "./schema.ts";
import { readSizes } from "./table-sizes.ts";

/**
 * Reads `.github/dataplan.yml`. Broken YAML, an unknown key or rule: what holds without a file, with every mistake at its
 * line. `rules` are the ids and aliases that exist, each leading to its id; `floor` is the organisation's.
 */
export function loadConfig(
  file: ConfigFile | undefined,
  rules: ReadonlyMap<string, string>,
  floor: Floor = noFloor,
): LoadedConfig {
  if (file === undefined) return held(floor.config, [], floor);
  const read = readConfigFile(file, configSchema);
  if ("errors" in read) return held(floor.config, read.errors, floor);
  const { at } = read;
  const raw = read.raw as Raw;
  const { config, errors } = resolveRules(complete(raw, at, floor.config), rules, at);
  const sizes = readSizes(raw.tables ?? {}, config.defaultSchema, at);
  const all = [...errors, ...globErrors(raw, at), ...sizes.errors];
  if (all.length > 0) return held(floor.config, all, floor);
  return held({ ...config, rules: { ...floor.config.rules, ...config.rules }, tables: sizes.tables }, [], floor);
}
