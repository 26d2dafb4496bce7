import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Alias,
  type Document,
  type YAMLMap,
} from "yaml";

/** A YAML document as plain data in which everything still knows its line. */
export type Yaml = YamlScalar | YamlList | YamlMap;
export interface YamlScalar {
  readonly kind: "scalar";
  readonly line: number;
  readonly value: string | number | boolean | null;
}
export interface YamlList {
  readonly kind: "list";
  readonly line: number;
  readonly items: readonly Yaml[];
}
export interface YamlMap {
  readonly kind: "map";
  readonly line: number;
  readonly entries: readonly YamlEntry[];
}
export interface YamlEntry {
  readonly key: string;
  readonly line: number;
  readonly value: Yaml;
}

export interface YamlText {
  /** As much as could be read; where there are `errors`, it may be less than was written. */
  readonly root?: Yaml;
  readonly errors: readonly YamlError[];
  /** Keys given twice: the last one counted, as for dbt. */
  readonly duplicates: readonly YamlError[];
}
export interface YamlError {
  readonly line: number;
  readonly reason: string;
}

const MOST_NODES = 200_000;
const DEEPEST = 64;

class TooMuch extends Error {
  override readonly name = "TooMuch";
}

/** Text → tree. Never throws on bad input: what is wrong is said with its line. */
export function readYaml(text: string): YamlText {
  const lines = new LineCounter();
  const document = parseDocument(text.replace(/^\uFEFF/, ""), {
    schema: "core",
    merge: true,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "silent",
  });
  const line = (offset: number): number => Math.max(1, lines.linePos(offset).line);
  const errors: YamlError[] = [];
  const duplicates: YamlError[] = [];
  for (const error of document.errors) {
    const said = { line: line(error.pos[0]), reason: error.message.split("\n", 1)[0] ?? error.code };
    (error.code === "DUPLICATE_KEY" ? duplicates : errors).push(said);
  }
  try {
    const root = tree(document, line);
    return root === undefined ? { errors, duplicates } : { root, errors, duplicates };
  } catch (error) {
    if (!(error instanceof TooMuch)) throw error;
    return { errors: [...errors, { line: 1, reason: error.message }], duplicates };
  }
}

function tree(document: Document, line: (offset: number) => number): Yaml | undefined {
  let nodes = 0;
  /** What an alias brings in stands where the alias stands. */
  let borrowed: number | undefined;
  const lineAt = (node: { readonly range?: readonly [number, number, number] | null | undefined }): number =>
    borrowed ?? line(node.range?.[0] ?? 0);
  const alias = (node: Alias, depth: number): Yaml | undefined => {
    const outer = borrowed;
    borrowed = lineAt(node);
    const read = visit(node.resolve(document), depth + 1);
    borrowed = outer;
    return read;
  };
  const visit = (node: unknown, depth: number): Yaml | undefined => {
    nodes += 1;
    if (nodes > MOST_NODES) throw new TooMuch(`more than ${MOST_NODES} nodes, aliases expanded`);
    if (depth > DEEPEST) throw new TooMuch(`nested deeper than ${DEEPEST}`);
    if (isAlias(node)) return alias(node, depth);
    if (isScalar(node)) return { kind: "scalar", line: lineAt(node), value: scalar(node.value) };
    if (isSeq(node)) {
      const items = node.items.map((item) => visit(isPair(item) ? item.value : item, depth + 1));
      return { kind: "list", line: lineAt(node), items: items.filter((item) => item !== undefined) };
    }
    if (isMap(node)) return { kind: "map", line: lineAt(node), entries: entries(node, depth) };
    return undefined;
  };
  const entries = (map: YAMLMap, depth: number): YamlEntry[] => {
    const found = new Map<string, YamlEntry>();
    for (const { key, value } of map.items) {
      const name = isScalar(key) ? key.value : key;
      const at = isScalar(key) ? lineAt(key) : 1;
      const read = visit(value, depth + 1) ?? { kind: "scalar" as const, line: at, value: null };
      if (typeof name === "string" && name !== "<<") found.set(name, { key: name, line: at, value: read });
      else if (name === "<<" || typeof name === "symbol")
        for (const entry of merged(read))
          if (!found.has(entry.key)) found.set(entry.key, entry);
          else if (typeof name === "number" || typeof name === "boolean")
            found.set(String(name), { key: String(name), line: at, value: read });
    }
    return [...found.values()];
  };
  return visit(document.contents, 0);
}

const merged = (value: Yaml): readonly YamlEntry[] =>
  value.kind === "map" ? value.entries : value.kind === "list" ? value.items.flatMap(merged) : [];

function scalar(value: unknown): YamlScalar["value"] {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "bigint" ? value.toString() : null;
}
