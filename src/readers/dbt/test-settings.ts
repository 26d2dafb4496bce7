import type { NodeSettings } from "../../model/dbt.ts";
import type { Project } from "./project.ts";
import { settingValue } from "./setting-value.ts";
import { get, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** How loud a test is, and over how many rows: what it promises stands in its text, whether it stops a run stands here. */
const KEPT = ["severity", "error_if", "warn_if", "limit", "fail_calc", "store_failures", "enabled"] as const;

/** The settings of a test, from the project's tree down to the test itself; undefined where it is switched off. */
export function testSettings(project: Project, path: string, layers: readonly Yaml[]): NodeSettings | undefined {
  const trees = ["tests", "data_tests"].flatMap((key) => levels(project, get(project.settings, key), path));
  const found: Record<string, readonly string[]> = {};
  for (const key of KEPT) {
    const near = layers.map((layer) => textOf(get(layer, key))).findLast((text) => text !== undefined);
    const said =
      near ?? trees.flatMap((level) => textOf(get(level, `+${key}`)) ?? textOf(get(level, key)) ?? []).at(-1);
    if (said === undefined) continue;
    const value = settingValue(said, project.vars);
    found[key] = value === undefined || value === null || typeof value === "object" ? [] : [String(value)];
  }
  const { enabled, ...kept } = found;
  return enabled?.[0]?.toLowerCase() === "false" ? undefined : kept;
}

/** Rows that break the test are told of and stop nothing. */
export const warnsBy = ({ severity }: NodeSettings): boolean => severity?.[0]?.toLowerCase() === "warn";

/** The levels of a tree in `dbt_project.yml` that speak of a file: the whole, the project, folder by folder. */
function levels(project: Project, top: Yaml | undefined, path: string): readonly Yaml[] {
  if (top === undefined) return [];
  const folder = project.modelPaths.find((one) => path.startsWith(`${one}/`));
  const parts =
    folder === undefined
      ? []
      : path
          .slice(folder.length + 1)
          .split("/")
          .slice(0, -1);
  const found = [top];
  let at: Yaml | undefined = top;
  for (const part of [project.name, ...parts]) {
    at = get(at, part);
    if (at === undefined) break;
    found.push(at);
  }
  return found;
}
