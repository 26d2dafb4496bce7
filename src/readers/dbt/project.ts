import { folderOf } from "./folders.ts";
import { closer, NOTHING, treeSettings, type Settings } from "./settings.ts";
import { entriesOf, get, itemsOf, plain, textOf, textsOf } from "./yaml-get.ts";
import type { Vars } from "./vars.ts";
import type { Yaml } from "./yaml-tree.ts";

/** One `dbt_project.yml`, with what its folder's other files say of packages. */
export interface Project {
  /** The folder, `""` for the repository's own. */
  readonly root: string;
  readonly path: string;
  readonly name: string;
  /** The name, made unique where two projects of the repository share one. */
  readonly id: string;
  readonly modelPaths: readonly string[];
  readonly seedPaths: readonly string[];
  readonly snapshotPaths: readonly string[];
  readonly macroPaths: readonly string[];
  readonly functionPaths: readonly string[];
  readonly testPaths: readonly string[];
  /** Folders that dbt writes: nothing in them is a source. */
  readonly written: readonly string[];
  readonly vars: Vars;
  /** The name of its profile, which says the database. */
  readonly profile?: string;
  /** Package → where its dispatched macros are looked for. */
  readonly searchOrder: ReadonlyMap<string, readonly string[]>;
  readonly settings: Yaml | undefined;
}

export type Resource = "model" | "seed" | "snapshot" | "source" | "exposure";

const joined = (root: string, path: string): string => {
  const parts: string[] = root === "" ? [] : root.split("/");
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return parts.join("/");
};

/** What `dbt_project.yml` says, completed with dbt's defaults. */
export function readProject(path: string, root: Yaml | undefined): Project {
  const folder = folderOf(path);
  const name = textOf(get(root, "name")) ?? (folder.split("/").at(-1) || "dbt");
  const paths = (keys: readonly string[], otherwise: readonly string[]): readonly string[] => {
    const said = keys.map((key) => textsOf(get(root, key))).find((list) => list.length > 0);
    return (said ?? otherwise).map((sub) => joined(folder, sub));
  };
  const profile = textOf(get(root, "profile"));
  return {
    root: folder,
    path,
    name,
    id: name,
    modelPaths: paths(["model-paths", "source-paths"], ["models"]),
    seedPaths: paths(["seed-paths", "data-paths"], ["seeds"]),
    snapshotPaths: paths(["snapshot-paths"], ["snapshots"]),
    macroPaths: paths(["macro-paths"], ["macros"]),
    testPaths: paths(["test-paths"], ["tests"]),
    functionPaths: paths(["function-paths"], ["functions"]),
    written: [
      ...paths(["target-path"], ["target"]),
      ...paths(["packages-install-path", "modules-path"], ["dbt_packages"]),
      ...paths([], ["dbt_modules", "logs"]),
    ],
    vars: varsOf(get(root, "vars"), name),
    searchOrder: new Map(
      itemsOf(get(root, "dispatch")).map((item) => [
        textOf(get(item, "macro_namespace")) ?? "",
        textsOf(get(item, "search_order")),
      ]),
    ),
    settings: root,
    ...(profile !== undefined && { profile }),
  };
}

/** The `vars` of a `dbt_project.yml`, as a project of that name sees them. */
export function varsOf(from: Yaml | undefined, project: string): Vars {
  const own = get(from, project);
  const entries = [...entriesOf(from), ...entriesOf(own)].map(({ key, value }) => [key, plain(value)] as const);
  return { stated: Object.fromEntries(entries), defaults: true };
}

/** Settings that the project's file gives to everything at this place: folder by folder, the deepest last. */
export function projectSettings(project: Project, resource: Resource, fqn: readonly string[]): Settings {
  const top = get(project.settings, `${resource}s`);
  let merged = treeSettings(top, project.vars);
  let at = top;
  for (const part of [project.name, ...fqn]) {
    at = get(at, part);
    if (at?.kind !== "map") break;
    merged = closer(merged, treeSettings(at, project.vars));
  }
  return top === undefined ? NOTHING : merged;
}

/** Folders of other projects of this repository, and names of projects, whose models this one may `ref`. */
export function packagesOf(root: string, file: Yaml | undefined): readonly string[] {
  const local = get(file, "packages");
  const projects = get(file, "projects");
  const folders = local?.kind === "list" ? local.items.flatMap((item) => textOf(get(item, "local")) ?? []) : [];
  const names = projects?.kind === "list" ? projects.items.flatMap((item) => textOf(get(item, "name")) ?? []) : [];
  return [...folders.map((folder) => `/${joined(root, folder)}`), ...names];
}
