import { below, folderOf } from "./folders.ts";

const PROJECT = /(?:^|\/)dbt_project\.ya?ml$/;
/** Folders in which copies of other people's projects and build output lie. */
const FOREIGN = /(?:^|\/)(?:dbt_packages|dbt_modules|node_modules|site-packages|\.[^/]+|target)\//;
const PACKAGES = /\/(?:packages|dependencies)\.ya?ml$/;

export const isProject = (path: string): boolean => PROJECT.test(path) && !FOREIGN.test(path);

/**
 * The files that may belong to a dbt project, by path alone: what its folders are called is only known once
 * `dbt_project.yml` is read. Nothing directly beside `dbt_project.yml` is a model, and seeds and Python models are looked
 * for only in folders that sound like it, so that a project at a repository's top does not claim everything.
 */
export function selectDbt(paths: readonly string[]): readonly string[] {
  const projects = paths.filter(isProject);
  const roots = projects.map(folderOf);
  if (roots.length === 0) return [];
  const wanted = (path: string): boolean => {
    if (FOREIGN.test(path)) return false;
    const root = roots.find((folder) => below(folder, path));
    if (root === undefined) return false;
    const inside = root === "" ? `/${path}` : path.slice(root.length);
    if (PACKAGES.test(inside) && inside.lastIndexOf("/") === 0) return true;
    const folder = folderOf(inside.slice(1));
    if (folder === "") return false;
    if (/\.(?:sql|ya?ml)$/.test(path)) return true;
    if (path.endsWith(".csv")) return /seed|data|csv|lookup|mapping|static/i.test(folder);
    return path.endsWith(".py") && /model|staging|marts/i.test(folder);
  };
  return [...projects, ...paths.filter((path) => !PROJECT.test(path) && wanted(path))];
}
