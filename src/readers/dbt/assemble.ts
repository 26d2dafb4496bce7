import type { Gap } from "../../model/fact.ts";
import type { ParsedFile } from "../../model/reader.ts";
import type { FoundArtifact } from "./artifacts/read-artifact.ts";
import type { DbtText } from "./dbt-text.ts";
import { gap } from "./gap.ts";
import { below, folderOf } from "./folders.ts";
import { packagesOf, readProject, type Project } from "./project.ts";
import type { Declared } from "./properties.ts";
import type { ReadCall } from "./render/record.ts";
import { isArtifact, isProject } from "./select.ts";
import { readPython } from "./python-model.ts";
import type { Yaml } from "./yaml-tree.ts";
import { productionOf } from "./production-of.ts";
import type { MacroNode } from "../../jinja/tree.ts";
import { genericTestsIn, type GenericTest } from "./quality/generic-tests.ts";
import type { Template, Unit } from "./template.ts";

/** What is rendered of a file. */
export interface Rendering {
  readonly name: string;
  readonly path: string;
  /** Absent where the text is not SQL. */
  readonly unit?: Unit;
  /** The text that the unit stands in, with what was rendered of it; of a seed, its rows. */
  readonly parsed?: DbtText;
}

/** A file that dbt would build something from. */
export interface Built extends Rendering {
  readonly resource: "model" | "seed" | "snapshot";
  readonly line: number;
  /** Folders below the model path, then the name: what a setting in `dbt_project.yml` is matched with. */
  readonly fqn: readonly string[];
  /** What it reads whole, where no SQL says it. */
  readonly takes?: readonly ReadCall[];
  /** What a Python model says of itself. */
  readonly words?: readonly string[];
  readonly materialized?: string;
}

/** A macro of a project, or of a package of which it holds a copy. */
export interface BuiltMacro {
  readonly path: string;
  readonly owner: string;
  readonly node: MacroNode;
  readonly template: Template;
}

/** The files of one project, sorted into what they are. */
export interface Assembled {
  readonly project: Project;
  /** Names and roots (with a leading `/`) of what it may `ref`. */
  readonly packages: readonly string[];
  readonly built: readonly Built[];
  readonly declared: readonly { readonly path: string; readonly declared: Declared }[];
  readonly macros: readonly BuiltMacro[];
  /** Function → the file of its body. */
  readonly bodies: ReadonlyMap<string, string>;
  /** Tests that are a query. */
  readonly singular: readonly Rendering[];
  /** Tests that others name. */
  readonly generic: readonly GenericTest[];
  /** SQL that dbt does not build. */
  readonly raw: readonly Rendering[];
  /** Tells apart two states of what every rendering of the project depends on. */
  readonly state: string;
  /** What dbt itself wrote of it. */
  readonly artifacts: readonly FoundArtifact[];
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
  const outside = files.filter(({ path }) => /\.(?:sql|csv|py|ya?ml)$/.test(path) && !isProject(path));
  return projects.map((project) => {
    const shared = foldersOutside(project);
    const lent = shared.length === 0 ? [] : outside.filter(({ path }) => shared.some((folder) => below(folder, path)));
    return assembleOne(project, [...(owned.get(project) ?? []), ...lent]);
  });
}

/** Its folders that do not lie in its own: several projects share them. */
const foldersOutside = ({ root, modelPaths, seedPaths, snapshotPaths, macroPaths }: Project): readonly string[] =>
  [...modelPaths, ...seedPaths, ...snapshotPaths, ...macroPaths].filter(
    (folder) => root !== "" && folder !== root && !below(root, folder),
  );

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
  const macros: BuiltMacro[] = [];
  const singular: Rendering[] = [];
  const generic: GenericTest[] = [];
  const raw: Rendering[] = [];
  const bodies = new Map<string, string>();
  const state: string[] = [];
  const artifacts: FoundArtifact[] = [];
  const gaps: Gap[] = [];
  const packages: string[] = [];
  let profile: Yaml | undefined;
  const otherProfiles: Yaml[] = [];
  for (const file of files) {
    const { path, parsed } = file;
    if (path === project.path) {
      state.push(file.hash);
      gaps.push(...yamlGaps(path, parsed.yaml));
    } else if (path.endsWith(".json")) {
      const { artifact } = parsed;
      if (artifact !== undefined && isArtifact(path, [project.root])) artifacts.push({ path, artifact });
    } else if (/(?:^|\/)profiles\.ya?ml$/.test(path)) {
      const { root } = parsed.yaml;
      if (folderOf(path) === project.root) profile = root;
      else if (root !== undefined) otherProfiles.push(root);
    } else if (folderOf(path) === project.root && /\.ya?ml$/.test(path))
      packages.push(...packagesOf(project.root, parsed.yaml.root));
    else if (!project.written.some((folder) => below(folder, path))) place(file);
    else vendored(file);
  }
  const production = productionOf(profile === undefined ? otherProfiles : [profile], project.profile, files);
  const known: Project = { ...project, vars: { ...project.vars, production } };
  state.push(production.adapter, production.name ?? "", ...packages);
  return {
    project: known,
    packages,
    built,
    declared,
    macros,
    bodies,
    singular,
    generic,
    raw,
    artifacts,
    gaps,
    state: state.join("\n"),
  };

  /** Of a package that is checked in only the macros count: they are rendered into our models. */
  function vendored({ path, parsed, hash }: File): void {
    const folder = project.written.find((one) => below(one, path));
    const [, owner] = /^\/([^/]+)\/macros\/.*\.sql$/.exec(path.slice(folder?.length ?? 0)) ?? [];
    if (owner === undefined) return;
    state.push(hash);
    macros.push(...parsed.template.macros.map((node) => ({ path, owner, node, template: parsed.template })));
  }

  function place({ path, parsed, hash }: File): void {
    const model = within(project.modelPaths, path);
    const snapshot = within(project.snapshotPaths, path);
    const seed = within(project.seedPaths, path);
    const macro = within(project.macroPaths, path);
    const body = within(project.functionPaths, path);
    if (/\.ya?ml$/.test(path)) {
      if ((model ?? snapshot ?? seed ?? macro ?? body) === undefined) return;
      declared.push({ path, declared: parsed.declared });
      gaps.push(...yamlGaps(path, parsed.declared));
    } else if (body !== undefined) {
      if (/\.(?:sql|py)$/.test(path)) bodies.set(named(body).name, path);
    } else if (path.endsWith(".csv")) {
      if (seed !== undefined) built.push({ resource: "seed", path, line: 1, parsed, ...named(seed) });
    } else if (path.endsWith(".py")) {
      if (model === undefined || path.endsWith("__init__.py")) return;
      const { gaps: unread, ...python } = readPython(path, parsed.text);
      built.push({ resource: "model", path, line: 1, parsed, ...named(model), ...python });
      gaps.push(...unread);
    } else if (path.endsWith(".sql")) {
      const test = within(project.testPaths, path);
      sql(path, parsed, hash, {
        model,
        snapshot,
        macro: macro ?? (test?.startsWith("generic/") === true ? test : undefined),
      });
      const [unit] = parsed.template.units;
      if ((macro ?? test) !== undefined) generic.push(...genericTestsIn(parsed.text));
      if (test !== undefined && unit !== undefined && !test.startsWith("generic/"))
        singular.push({ ...named(test), path, unit, parsed });
      const place = model ?? snapshot ?? seed ?? macro ?? test;
      if (place === undefined && unit !== undefined && parsed.template.macros.length === 0)
        raw.push({ name: path, path, unit, parsed });
    }
  }

  function sql(
    path: string,
    parsed: DbtText,
    hash: string,
    at: Readonly<Record<"model" | "snapshot" | "macro", string | undefined>>,
  ) {
    if ((at.model ?? at.snapshot ?? at.macro) === undefined) return;
    const { template } = parsed;
    const { units, broken } = template;
    if (broken !== undefined) gaps.push(gap("jinja-unread", path, broken.line, `Jinja with ${broken.reason}`));
    const snapshots = units.filter(({ block }) => block === "snapshot");
    if (template.macros.length > 0) state.push(hash);
    macros.push(...template.macros.map((node) => ({ path, owner: project.id, node, template })));
    const [body] = units;
    if (at.model !== undefined && snapshots.length === 0 && at.macro === undefined && body !== undefined)
      built.push({ resource: "model", path, line: 1, unit: body, parsed, ...named(at.model) });
    const inside = at.snapshot ?? at.model;
    if (inside === undefined) return;
    for (const unit of snapshots) {
      const fqn = [...named(inside).fqn, unit.name];
      built.push({ resource: "snapshot", name: unit.name, path, line: unit.line, fqn, unit, parsed });
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
