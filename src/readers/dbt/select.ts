import { below, folderOf } from "./folders.ts";

const PROJECT = /(?:^|\/)dbt_project\.ya?ml$/;
/** Folders in which copies of other people's projects and build output lie. */
const FOREIGN = /(?:^|\/)(?:dbt_packages|dbt_modules|node_modules|site-packages|\.[^/]+|target)\//;
/** Macros of packages that are checked in: they take part in what our models say. */
const VENDORED = /(?:^|\/)(?:dbt_packages|dbt_modules)\/[^/]+\/macros\/(?:[^/.][^/]*\/)*[^/]+\.sql$/;
const SHARED = /macros?$|^(?:models|sources|seeds|snapshots)$|^dbt/;
/** What dbt itself wrote of the project, where somebody checked it in. */
const WRITTEN =
  /^\/(?:(?:target|docs|artifacts|state|prod|production|dbt_artifacts|prod-run-artifacts)\/)?(?:manifest|catalog)\.json$/;
const BESIDE = /\/(?:packages|dependencies|profiles)\.ya?ml$/;

export const isProject = (path: string): boolean => PROJECT.test(path) && !FOREIGN.test(path);

/** What several projects of a repository share lies beside them, or above: `macro-paths: ["../../dbt_macros"]`. */
function besides(roots: readonly string[]): (path: string) => boolean {
  const above = new Set<string>();
  for (let root of roots) while (root !== "") above.add((root = folderOf(root)));
  return (path) => {
    if (!/\.(?:sql|ya?ml)$/.test(path)) return false;
    return path.split("/").some((folder, i, parts) => {
      return i < parts.length - 1 && SHARED.test(folder) && above.has(parts.slice(0, i).join("/"));
    });
  };
}

export const isArtifact = (path: string, roots: readonly string[]): boolean =>
  roots.some((root) => below(root, path) && WRITTEN.test(root === "" ? `/${path}` : path.slice(root.length)));

/**
 * The files that may belong to a dbt project, by path alone: what its folders are called is only known once
 * `dbt_project.yml` is read. Nothing directly beside `dbt_project.yml` is a model, and seeds and Python models are looked
 * for only in folders that sound like it, so that a project at a repository's top does not claim everything.
 */
export function selectDbt(paths: readonly string[]): readonly string[] {
  const projects = paths.filter(isProject);
  const roots = projects.map(folderOf);
  if (roots.length === 0) return [];
  const shared = besides(roots);
  const wanted = (path: string): boolean => {
    if (path.endsWith(".json")) return isArtifact(path, roots);
    const root = roots.find((folder) => below(folder, path));
    if (root === undefined) return shared(path) && !FOREIGN.test(path);
    if (FOREIGN.test(path)) return VENDORED.test(path);
    const inside = root === "" ? `/${path}` : path.slice(root.length);
    if (BESIDE.test(inside) && inside.lastIndexOf("/") === 0) return true;
    const folder = folderOf(inside.slice(1));
    if (folder === "") return false;
    if (/\.(?:sql|ya?ml)$/.test(path)) return true;
    if (path.endsWith(".csv")) return /seed|data|csv|lookup|mapping|static/i.test(folder);
    return path.endsWith(".py") && /model|staging|marts/i.test(folder);
  };
  return [...projects, ...paths.filter((path) => !PROJECT.test(path) && wanted(path))];
}
