import type { ConfigError } from "../model/config.ts";
import { complete, type Raw } from "./complete.ts";
import { defaultConfig } from "./default-config.ts";
import { ENFORCEABLE, type Enforceable, floorSchema } from "./floor-schema.ts";
import { globErrors } from "./glob-errors.ts";
import type { Floor } from "./hold.ts";
import { type ConfigFile, readConfigFile } from "./read-file.ts";
import { resolveRules } from "./resolve-rules.ts";

interface RawFloor extends Raw {
  readonly enforced?: true | readonly Enforceable[];
}

/** Shut as far as nobody can say otherwise; plans and waivers of the repositories were reviewed there, and stand. */
const broken = (errors: readonly ConfigError[]): Floor => ({
  config: defaultConfig,
  enforced: ENFORCEABLE.filter((key) => key !== "plans" && key !== "waivers"),
  errors,
});

/** Reads an organisation's `dataplan.yml`. It can name no other file: there is one floor, and nothing below it. */
export function loadFloor(file: ConfigFile, rules: ReadonlyMap<string, string>): Floor {
  const read = readConfigFile(file, floorSchema);
  if ("errors" in read) return broken(read.errors);
  const { at } = read;
  const raw = read.raw as RawFloor;
  const resolved = resolveRules(complete(raw, at, defaultConfig), rules, at);
  const { config } = resolved;
  const errors = [...resolved.errors, ...globErrors(raw, at)];
  if (errors.length > 0) return broken(errors);
  const set = ENFORCEABLE.filter((key) => raw[key] !== undefined);
  return { config, enforced: raw.enforced === true ? set : (raw.enforced ?? []), errors };
}
