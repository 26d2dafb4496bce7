import { readFile } from "node:fs/promises";
import type { LoadedConfig } from "../config/default-config.ts";
import { ruleNames } from "../rules.ts";
import { UsageError } from "./usage-error.ts";

interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** The file behind `--config`. Whoever names one wants it to count, so a mistake in it ends the run. */
export const namedConfig = async (path: string | undefined): Promise<ConfigFile | undefined> =>
  path === undefined
    ? undefined
    : named(path, "config", async (file) => (await import("../config/load.ts")).loadConfig(file, ruleNames));

/** The organisation's file behind `--floor`; a mistake in it ends the run, too. */
export const namedFloor = async (path: string | undefined): Promise<ConfigFile | undefined> =>
  path === undefined
    ? undefined
    : named(path, "floor", async (file) => (await import("../config/floor.ts")).loadFloor(file, ruleNames));

async function named(
  path: string,
  option: string,
  load: (file: ConfigFile) => Promise<Pick<LoadedConfig, "errors">>,
): Promise<ConfigFile> {
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`The configuration ${path} cannot be read`, `Check the path given with --${option}`);
  });
  const { errors } = await load({ path, text });
  if (errors.length > 0) {
    const told = errors.map(({ place, message }) => `${place.path}:${place.line}:${place.column ?? 1}: ${message}`);
    throw new UsageError(told.join("\n"), `Correct the file given with --${option}`);
  }
  return { path, text };
}

export async function loadNamed(file: ConfigFile | undefined): Promise<LoadedConfig> {
  const { loadConfig } = await import("../config/load.ts");
  return loadConfig(file, ruleNames);
}
