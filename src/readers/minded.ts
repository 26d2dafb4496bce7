import picomatch from "picomatch";
import type { Config } from "../model/config.ts";
import { gatePaths } from "../model/gate-paths.ts";

/** The paths that are our business: all but what the configuration ignores. The gate's own file cannot be ignored away. */
export function minded(paths: readonly string[], { ignore }: Config): readonly string[] {
  if (ignore.length === 0) return paths;
  const ignored = picomatch([...ignore], { dot: true });
  return paths.filter((path) => gatePaths.includes(path) || !ignored(path));
}
