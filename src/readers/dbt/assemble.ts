import type { Gap } from "../../model/fact.ts";
import type { ParsedFile } from "../../model/reader.ts";
import type { DbtText } from "./dbt-text.ts";
import { gap } from "./gap.ts";
import { below, folderOf } from "./folders.ts";
import { packagesOf, readProject, type Project } from "./project.ts";
import type { Declared } from "./properties.ts";
import { isProject } from "./select.ts";
import type { Unit } from "./template.ts";

/** A file that dbt would build something from. */
export interface Built {
  readonly resource: "model" | "seed" | "snapshot";
  readonly name: string;
  readonly path: string;
  readonly line: number;
  /** Folders below the model path, then the name: what a setting in `dbt_project.yml` is matched with. */
  readonly fqn: readonly string[];
  /** Absent where the text is not SQL. */
  readonly unit?: Unit;
}

/** The files of one project, sorted into what they are. */
export interface Assembled {
  readonly project: Project;
  /** Names and roots (with a leading `/`) of what it may `ref`. */
  readonly packages: readonly string[];
  readonly built: readonly Built[];
  readonly declared: readonly { readonly path: string; readonly declared: Declared }[];
  readonly macros: readonly { readonly path: string; readonly unit: Unit }[];
  readonly gaps: readonly Gap[];
}

type File = ParsedFile<DbtText>;

/** Which file belongs to which project, and as what. */
export function assemble(files: readonly File[]): readonly Assembled[] {
  const found = files
    .filter(({ path }) => isProject(path))
    .map((file) => readProject(file.path, file.parsed.yaml.root));
  const projects = distinct(found.filter((one) => !found.some((other) => installs(other, one))));
  const deepestFirst = projects.toSorted((a, b) => b.root.length - a.root.length);
  const owned = Map.groupBy(files, ({ path }) => deepestFirst.find(({ root }) => below(root, path)));
  return projects.map((project) => assembleOne(project, owned.get(project) ?? []));
}

/** Packages like to call their test projects by one name; the first by path keeps it. */
const distinct = (projects: readonly Project[]): readonly Project[] =>
  projects
    .toSorted((a, b) => (a.root < b.root ? -1 : 1))
    .map((one, i, all) =>
      all.slice(0, i).some(({ name }) => name === one.name) ? { ...one, id: `${one.name}@${one.root}` } : one,
    );

const installs = (outer: Project, inner: Project): boolean =>
  outer !== inner && outer.written.some((folder) => below(folder, inner.path));

function assembleOne(project: Project, files: readonly File[]): Assembled {
  const built: Built[] = [];
  const declared: Assembled["declared"][number][] = [];
  const macros: Assembled["macros"][number][] = [];
  const gaps: Gap[] = [];
  const packages: string[] = [];
  for (const file of files) {
    const { path, parsed } = file;
    if (path === project.path) gaps.push(...yamlGaps(path, parsed.yaml));
    else if (folderOf(path) === project.root && /\.ya?ml$/.test(path))
      packages.push(...packagesOf(project.root, parsed.yaml.root));
    else if (!project.written.some((folder) => below(folder, path))) place(file);
  }
  return { project, packages, built, declared, macros, gaps };

  function place({ path, parsed }: File): void {
    const model = within(project.modelPaths, path);
    const snapshot = within(project.snapshotPaths, path);
    const seed = within(project.seedPaths, path);
    const macro = within(project.macroPaths, path);
    if (/\.ya?ml$/.test(path)) {
      if ((model ?? snapshot ?? seed ?? macro) === undefined) return;
      declared.push({ path, declared: parsed.declared });
      gaps.push(...yamlGaps(path, parsed.declared), ...unreadSections(path, parsed.declared));
    } else if (path.endsWith(".csv")) {
      if (seed !== undefined) built.push({ resource: "seed", path, line: 1, ...named(seed) });
    } else if (path.endsWith(".py")) {
      if (model === undefined || path.endsWith("__init__.py")) return;
      built.push({ resource: "model", path, line: 1, ...named(model) });
      gaps.push(gap("not-read-yet", path, 1, "dbt Python model: not read yet, what it reads is not known"));
    } else if (path.endsWith(".sql")) sql(path, parsed, { model, snapshot, macro });
  }

  function sql(
    path: string,
    parsed: DbtText,
    at: Readonly<Record<"model" | "snapshot" | "macro", string | undefined>>,
  ) {
    if ((at.model ?? at.snapshot ?? at.macro) === undefined) return;
    const { units, broken } = parsed.template;
    if (broken !== undefined) gaps.push(gap("jinja-unread", path, broken.line, `Jinja with ${broken.reason}`));
    const snapshots = units.filter(({ block }) => block === "snapshot");
    for (const unit of units) if (unit.block === "macro") macros.push({ path, unit });
    const [body] = units;
    if (at.model !== undefined && snapshots.length === 0 && at.macro === undefined && body !== undefined)
      built.push({ resource: "model", path, line: 1, unit: body, ...named(at.model) });
    const inside = at.snapshot ?? at.model;
    if (inside === undefined) return;
    for (const unit of snapshots) {
      const fqn = [...named(inside).fqn, unit.name];
      built.push({ resource: "snapshot", name: unit.name, path, line: unit.line, fqn, unit });
    }
  }
}

/** The path below the first of the folders that holds it. */
function within(folders: readonly string[], path: string): string | undefined {
  const folder = folders.find((one) => below(one, path));
  if (folder === undefined) return undefined;
  return folder === "" ? path : path.slice(folder.length + 1);
}

function named(path: string): { readonly name: string; readonly fqn: readonly string[] } {
  const parts = path.replace(/\.[^./]+$/, "").split("/");
  return { name: parts.at(-1) ?? path, fqn: parts };
}

function yamlGaps(path: string, { errors, duplicates }: Pick<Declared, "errors" | "duplicates">): readonly Gap[] {
  return [
    ...errors
      .slice(0, 1)
      .map(({ line, reason }) => gap("yaml-unread", path, line, `YAML that cannot be read: ${reason}`)),
    ...duplicates.map(({ line }) =>
      gap("yaml-duplicate-key", path, line, "a key that was given before; the last one counts"),
    ),
  ];
}

const unreadSections = (path: string, { unread }: Declared): readonly Gap[] =>
  unread.map(({ section, line }) => gap("not-read-yet", path, line, `dbt \`${section}\`: not read yet`));
