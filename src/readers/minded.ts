import type { Config } from "../model/config.ts";
import { gatePaths } from "../model/gate-paths.ts";
import { globs } from "../model/globs.ts";

/** The paths that are our business: all but what the configuration ignores. The gate's own file cannot be ignored away. */
export function minded(paths: readonly string[], { ignore }: Config): readonly string[] {
  if (ignore.length === 0) return paths;
  const ignored = globs(ignore);
  return paths.filter((path) => gatePaths.includes(path) || !ignored(path));
}
