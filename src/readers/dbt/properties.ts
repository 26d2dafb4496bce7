import { constraintsOf, type DeclaredConstraint } from "./constraints-of.ts";
import { testsOf, type DeclaredTest } from "./tests-of.ts";
import { readFunctions, type DeclaredFunction } from "./function-properties.ts";
import { readSemantics, type DeclaredSemantic } from "./semantic-properties.ts";
import { readUnitTests, type DeclaredUnitTest } from "./unit-test-properties.ts";
import { get, itemsOf, nameOf, textOf, textsOf } from "./yaml-get.ts";
import type { Yaml, YamlError, YamlText } from "./yaml-tree.ts";

/** What a properties file declares, without knowing yet where it lies. */
export interface Declared {
  readonly nodes: readonly DeclaredNode[];
  readonly sources: readonly DeclaredSource[];
  readonly exposures: readonly DeclaredExposure[];
  readonly groups: readonly { readonly name: string; readonly owner: string }[];
  readonly semantics: readonly DeclaredSemantic[];
  readonly unitTests: readonly DeclaredUnitTest[];
  readonly functions: readonly DeclaredFunction[];
  readonly errors: readonly YamlError[];
  readonly duplicates: readonly YamlError[];
}

export interface DeclaredNode {
  readonly resource: "model" | "seed" | "snapshot";
  readonly name: string;
  readonly line: number;
  /** The node's own properties and its `config`, far to near. */
  readonly layers: readonly Yaml[];
  readonly columns: readonly DeclaredColumn[];
  readonly described: boolean;
  readonly tests: readonly DeclaredTest[];
  /** Of the model as a whole. */
  readonly constraints: readonly DeclaredConstraint[];
  readonly versions: readonly DeclaredVersion[];
  readonly latest?: string;
  /** A snapshot written in YAML says here what it takes. */
  readonly relation?: { readonly text: string; readonly line: number };
}

export interface DeclaredVersion {
  readonly version: string;
  readonly line: number;
  readonly file?: string;
  readonly layers: readonly Yaml[];
  readonly columns: readonly DeclaredColumn[];
  /** Where it says some, those of the model do not count. */
  readonly constraints: readonly DeclaredConstraint[];
}

export interface DeclaredColumn {
  readonly name: string;
  readonly line: number;
  readonly type?: string;
  readonly described: boolean;
  readonly tests: readonly DeclaredTest[];
  readonly constraints: readonly DeclaredConstraint[];
}

export interface DeclaredSource {
  readonly source: string;
  readonly table: string;
  readonly line: number;
  readonly schema: string;
  readonly schemaLine: number;
  readonly identifier: string;
  readonly layers: readonly Yaml[];
  readonly columns: readonly DeclaredColumn[];
  readonly tests: readonly DeclaredTest[];
}

export interface DeclaredExposure {
  readonly name: string;
  readonly line: number;
  readonly label: string;
  readonly type: string;
  readonly owner?: string;
  readonly url?: string;
  readonly layers: readonly Yaml[];
  readonly dependsOn: readonly { readonly text: string; readonly line: number }[];
}

export function readProperties({ root, errors, duplicates }: YamlText): Declared {
  // Half a file would look like a removal of the other half.
  const whole = errors.length === 0 ? root : undefined;
  const list = (key: string): readonly Yaml[] => itemsOf(get(whole, key));
  return {
    nodes: (["model", "seed", "snapshot"] as const).flatMap((resource) =>
      list(`${resource}s`).flatMap((item) => node(resource, item)),
    ),
    sources: list("sources").flatMap(source),
    exposures: list("exposures").flatMap(exposure),
    groups: list("groups").flatMap((item) => {
      const name = textOf(get(item, "name"));
      return name === undefined ? [] : [{ name, owner: ownerName(get(item, "owner")) ?? name }];
    }),
    semantics: readSemantics(whole),
    unitTests: readUnitTests(whole),
    functions: readFunctions(whole),
    errors,
    duplicates,
  };
}

const layersOf = (from: Yaml): readonly Yaml[] => [from, get(from, "config")].filter((layer) => layer !== undefined);

const isDescribed = (from: Yaml): boolean => (textOf(get(from, "description")) ?? "").trim() !== "";

const ownerName = (from: Yaml | undefined): string | undefined =>
  textOf(get(from, "name")) ?? textOf(get(from, "email")) ?? textOf(from);

function node(resource: DeclaredNode["resource"], item: Yaml): readonly DeclaredNode[] {
  const named = nameOf(item);
  if (named === undefined) return [];
  const relation = get(item, "relation");
  const text = textOf(relation);
  const latest = textOf(get(item, "latest_version"));
  return [
    {
      resource,
      ...named,
      layers: layersOf(item),
      columns: columnsOf(item),
      described: isDescribed(item),
      tests: testsOf(item),
      constraints: constraintsOf(item),
      versions: itemsOf(get(item, "versions")).flatMap(version),
      ...(latest !== undefined && { latest }),
      ...(relation !== undefined && text !== undefined && { relation: { text, line: relation.line } }),
    },
  ];

  function version(from: Yaml): readonly DeclaredVersion[] {
    const at = get(from, "v");
    const name = textOf(at);
    if (at === undefined || name === undefined) return [];
    const file = textOf(get(from, "defined_in"));
    const layers = layersOf(from);
    const columns = versionColumns(from, columnsOf(item));
    const constraints = constraintsOf(from);
    return [{ version: name, line: at.line, layers, columns, constraints, ...(file !== undefined && { file }) }];
  }
}

function columnsOf(item: Yaml): readonly DeclaredColumn[] {
  return itemsOf(get(item, "columns")).flatMap((from) => {
    const named = nameOf(from);
    const type = textOf(get(from, "data_type"));
    const described = isDescribed(from);
    return named === undefined
      ? []
      : [
          {
            ...named,
            described,
            tests: testsOf(from),
            constraints: constraintsOf(from),
            ...(type !== undefined && { type }),
          },
        ];
  });
}

/** A version takes all of the model's columns unless it says `include` or `exclude`, and may restate some. */
function versionColumns(from: Yaml, all: readonly DeclaredColumn[]): readonly DeclaredColumn[] {
  const own = columnsOf(from);
  const choice = itemsOf(get(from, "columns")).find((item) => get(item, "include") !== undefined);
  const include = get(choice, "include");
  const exclude = new Set(textsOf(get(choice, "exclude")));
  const wanted = new Set(textsOf(include));
  const every = include === undefined || wanted.has("all") || wanted.has("*");
  const restated = new Set(own.map(({ name }) => name));
  const taken = all.filter(({ name }) => (every || wanted.has(name)) && !exclude.has(name) && !restated.has(name));
  return [...taken, ...own];
}

function source(item: Yaml): readonly DeclaredSource[] {
  const named = nameOf(item);
  if (named === undefined) return [];
  const schema = get(item, "schema");
  return itemsOf(get(item, "tables")).flatMap((table) => {
    const own = nameOf(table);
    if (own === undefined) return [];
    return [
      {
        source: named.name,
        table: own.name,
        line: own.line,
        schema: textOf(schema) ?? named.name,
        schemaLine: schema?.line ?? named.line,
        identifier: textOf(get(table, "identifier")) ?? own.name,
        layers: [...layersOf(item), ...layersOf(table)],
        columns: columnsOf(table),
        tests: testsOf(table),
      },
    ];
  });
}

function exposure(item: Yaml): readonly DeclaredExposure[] {
  const named = nameOf(item);
  if (named === undefined) return [];
  const owner = ownerName(get(item, "owner"));
  const url = textOf(get(item, "url"));
  return [
    {
      ...named,
      label: textOf(get(item, "label")) ?? named.name,
      type: textOf(get(item, "type")) ?? "exposure",
      layers: layersOf(item),
      dependsOn: itemsOf(get(item, "depends_on")).flatMap((from) => {
        const text = textOf(from);
        return text === undefined ? [] : [{ text, line: from.line }];
      }),
      ...(owner !== undefined && { owner }),
      ...(url !== undefined && { url }),
    },
  ];
}
