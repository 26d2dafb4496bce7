import { readFile } from "node:fs/promises";
import type { LoadedConfig } from "../config/default-config.ts";
import { ruleNames } from "../rules.ts";
import { UsageError } from "./usage-error.ts";

interface ConfigFile {
  readonly path: string;
  readonly text: string;
}

/** The file behind `--config`. Whoever names one wants it to count, so a mistake in it ends the run. */
export async function namedConfig(path: string | undefined): Promise<ConfigFile | undefined> {
  if (path === undefined) return undefined;
  const text = await readFile(path, "utf8").catch(() => {
    throw new UsageError(`The configuration ${path} cannot be read`, "Check the path given with --config");
  });
  const { loadConfig } = await import("../config/load.ts");
  const { errors } = loadConfig({ path, text }, ruleNames);
  if (errors.length > 0) {
    const told = errors.map(({ place, message }) => `${place.path}:${place.line}:${place.column ?? 1}: ${message}`);
    throw new UsageError(told.join("\n"), "Correct the file given with --config");
  }
  return { path, text };
}

export async function loadNamed(file: ConfigFile | undefined): Promise<LoadedConfig> {
  const { loadConfig } = await import("../config/load.ts");
  return loadConfig(file, ruleNames);
}
