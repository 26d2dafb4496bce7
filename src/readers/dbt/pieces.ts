import type { Assembled, Built } from "./assemble.ts";
import { bothWays, type BothWays, type ColumnsOf } from "./both-ways.ts";
import type { DeclaredConstraint } from "./constraints-of.ts";
import type { DeclaredColumn, DeclaredNode, DeclaredVersion } from "./properties.ts";
import { callSettings, closer, yamlSettings, type Settings } from "./settings.ts";
import { folderOf } from "./folders.ts";
import { projectSettings } from "./project.ts";
import type { RenderingWorld } from "./render/rendering-world.ts";
import { readsIn } from "./setting-value.ts";
import { get } from "./yaml-get.ts";
import { statedIn } from "./stated-in.ts";

/** One thing that dbt builds: its file joined with its properties. */
export interface Piece {
  readonly file: Built;
  /** The name that `ref` uses, and the node's own, which carries its version. */
  readonly base: string;
  readonly name: string;
  readonly version?: string;
  /** An unpinned `ref` means this one. */
  readonly latest: boolean;
  readonly node?: DeclaredNode;
  /** The properties file, where there is one. */
  readonly declaredIn?: string;
  readonly columns: readonly DeclaredColumn[];
  /** Of the whole: those of its version, else those of the model. */
  readonly constraints: readonly DeclaredConstraint[];
  readonly settings: Settings;
  /** Absent where the file is no SQL. */
  readonly rendered?: BothWays;
  /** The same, rendered with columns that are known by now. */
  readonly again: (columns: ColumnsOf) => Piece;
}

/** What every rendering of a project rests on, and what tells two states of it apart. */
export interface Ground {
  readonly world: RenderingWorld;
  readonly state: string;
}

interface Declaration {
  readonly path: string;
  readonly node: DeclaredNode;
  readonly version?: DeclaredVersion;
}

export function pieces(one: Assembled, ground: Ground): readonly Piece[] {
  const declarations = one.declared.flatMap(({ path, declared }) => declared.nodes.map((node) => ({ path, node })));
  const plain = new Map<string, Declaration>();
  const versioned = new Map<string, Declaration>();
  for (const declaration of declarations) {
    const { node } = declaration;
    plain.set(`${node.resource}:${node.name}`, declaration);
    for (const version of node.versions)
      for (const stem of stems(node, version)) versioned.set(stem, { ...declaration, version });
  }
  const built = [...one.built, ...declarations.flatMap(({ path, node }) => yamlSnapshot(path, node, one))];
  return built.map((file) => {
    const version = file.resource === "model" ? versioned.get(file.name) : undefined;
    return piece(one, ground, file, version ?? plain.get(`${file.resource}:${file.name}`));
  });
}

function piece(
  one: Assembled,
  ground: Ground,
  file: Built,
  declaration: Declaration | undefined,
  columns?: ColumnsOf,
): Piece {
  const { world, state } = ground;
  const { project } = one;
  const { node, version } = declaration ?? {};
  const yaml = [...(node?.layers ?? []), ...(version?.layers ?? [])];
  const rendered = bothWays(file, world, state, statedIn(project, file, yaml), columns);
  const layers = [
    ...yaml.map((layer) => yamlSettings(layer, project.vars)),
    ...(rendered?.full.configs ?? []).map((call) => callSettings(call, project.vars)),
  ];
  const base = node?.name ?? file.name;
  const settings = layers.reduce(closer, projectSettings(project, file.resource, file.fqn));
  return {
    file,
    base,
    name: version === undefined ? base : `${base}.v${version.version}`,
    latest: node === undefined || version === undefined || version.version === latestOf(node),
    columns: version?.columns ?? node?.columns ?? [],
    constraints: [version?.constraints ?? [], node?.constraints ?? []].find((some) => some.length > 0) ?? [],
    settings: version === undefined ? settings : ownEnd(settings, version),
    ...(rendered !== undefined && { rendered }),
    again: (known) => piece(one, ground, file, declaration, known),
    ...(version !== undefined && { version: version.version }),
    ...(declaration !== undefined && { node: declaration.node, declaredIn: declaration.path }),
  };
}

/** Each version ends on a day of its own: the one that the model states is nobody's. */
function ownEnd(settings: Settings, { layers }: DeclaredVersion): Settings {
  if (layers.some((layer) => get(layer, "deprecation_date") !== undefined)) return settings;
  const { deprecation_date: _, ...kept } = settings.kept;
  return { ...settings, kept };
}

/** dbt's own choice where none is stated: the highest number, else the last in order. */
function latestOf(node: DeclaredNode): string | undefined {
  const names = node.versions.map(({ version }) => version);
  const numeric = names.every((name) => Number.isFinite(Number(name)));
  return node.latest ?? names.toSorted((a, b) => (numeric ? Number(a) - Number(b) : a < b ? -1 : 1)).at(-1);
}

function stems(node: DeclaredNode, { version, file }: DeclaredVersion): readonly string[] {
  if (file !== undefined) return [file.replace(/\.(?:sql|py)$/, "")];
  const usual = [`${node.name}_v${version}`, `${node.name}.v${version}`];
  return version === latestOf(node) ? [...usual, node.name] : usual;
}

/** A snapshot written in YAML has no file of its own: it takes every column of its relation. */
function yamlSnapshot(path: string, node: DeclaredNode, { project }: Assembled): readonly Built[] {
  if (node.resource !== "snapshot" || node.relation === undefined) return [];
  const { text, line } = node.relation;
  const takes = readsIn(text, project.vars).map((read) => ({ ...read, path, line }));
  const fqn = [...folderOf(path).split("/"), node.name];
  return [{ resource: "snapshot", name: node.name, path, line: node.line, fqn, takes }];
}
