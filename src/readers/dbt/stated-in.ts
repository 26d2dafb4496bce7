import type { Value } from "../../jinja/value.ts";
import type { Built } from "./assemble.ts";
import type { Project } from "./project.ts";
import { valueOf } from "./render/plain-value.ts";
import { settingValue } from "./setting-value.ts";
import { get, plain } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A setting as the project and the properties state it, the closest first: what `config.get` answers beyond the file itself. */
export function statedIn(project: Project, file: Built, layers: readonly Yaml[]): (key: string) => Value | undefined {
  return (key) => {
    const near = layers.map((layer) => get(layer, key)).findLast((value) => value !== undefined);
    const found = near ?? inTree(project, file, key);
    if (found === undefined) return undefined;
    const value = plain(found);
    const known = typeof value === "string" ? settingValue(value, project.vars) : value;
    return known === undefined ? undefined : valueOf(known);
  };
}

function inTree(project: Project, file: Built, key: string): Yaml | undefined {
  let at = get(project.settings, `${file.resource}s`);
  let found = get(at, `+${key}`);
  for (const part of [project.name, ...file.fqn]) {
    at = get(at, part);
    const bare = get(at, key);
    found = get(at, `+${key}`) ?? (bare?.kind === "map" ? undefined : bare) ?? found;
  }
  return found;
}
