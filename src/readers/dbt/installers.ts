import type { Assembled } from "./assemble.ts";
import { varsOf } from "./project.ts";
import type { Vars } from "./vars.ts";
import { get } from "./yaml-get.ts";

/** Project → the projects of the repository that install it: a package's own tests, mostly. */
export function installersOf(assembled: readonly Assembled[]): ReadonlyMap<string, readonly Assembled[]> {
  const found = new Map<string, Assembled[]>();
  for (const { project } of assembled) {
    const names = [project.name, project.id, `/${project.root}`];
    const by = assembled.filter((one) => one.project !== project && one.packages.some((pack) => names.includes(pack)));
    if (by.length > 0) found.set(project.id, by);
  }
  return found;
}

/**
 * A package's variables, with the switches that the one project that installs it sets. Other values are its own affair: what
 * a test calls its tables is not what they are called.
 */
export function varsFor({ project }: Assembled, installers: readonly Assembled[]): Vars {
  const [only, other] = installers;
  if (only === undefined || other !== undefined) return project.vars;
  const { stated } = varsOf(get(only.project.settings, "vars"), project.name);
  const lent = Object.fromEntries(Object.entries(stated).filter(([, value]) => typeof value === "boolean"));
  return { ...project.vars, lent };
}
