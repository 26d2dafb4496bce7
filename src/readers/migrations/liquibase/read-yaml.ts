import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument, type Scalar, visit } from "yaml";
import type { Spot } from "../../../sql/act.ts";
import { cut, type Derived, fill, loose } from "../../../sql/derived.ts";
import type { Slot } from "../../../sql/placeholder.ts";
import { type Source, source } from "../../../sql/source.ts";
import { type Changelog, DEEPEST, type Element, MOST_ELEMENTS } from "./element.ts";

class Stop extends Error {}

/** A changelog in YAML, or in JSON, which YAML reads too. */
export function readYaml(text: string): Changelog {
  const file = source(text);
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent", strict: false, uniqueKeys: false });
  const [error] = document.errors;
  const broken =
    error === undefined
      ? {}
      : { broken: { spot: file.spot(error.pos[0]), reason: error.message.split("\n", 1)[0] ?? error.code } };
  const anchors = new Map<string, Node>();
  if (text.includes("&"))
    visit(document, { Node: (_, node) => void (!isAlias(node) && node.anchor ? anchors.set(node.anchor, node) : 0) });
  const reading = { text, file, anchors, elements: 0 };
  try {
    const list = isMap(document.contents) ? document.contents.get("databaseChangeLog", true) : undefined;
    const root = { name: "databaseChangeLog", spot: file.spot(0), attributes: {}, children: [] };
    if (list === undefined || list === null) return { root, ...broken };
    return { root: element("databaseChangeLog", list as Node, reading, 0) ?? root, ...broken };
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    const spot = file.spot(0);
    const root = { name: "databaseChangeLog", spot, attributes: {}, children: [] };
    return { root, broken: { spot, reason: stop.message } };
  }
}

interface Reading {
  readonly text: string;
  readonly file: Source;
  readonly anchors: ReadonlyMap<string, Node>;
  elements: number;
}

/** Lists of what an element holds: their items are its own children. */
const LISTS = new Set(["changes", "columns", "databaseChangeLog"]);

function element(name: string, found: Node, reading: Reading, depth: number): Element | undefined {
  reading.elements++;
  if (reading.elements > MOST_ELEMENTS) throw new Stop(`more than ${MOST_ELEMENTS} nodes, aliases expanded`);
  if (depth > DEEPEST) throw new Stop(`nested deeper than ${DEEPEST}`);
  const node = isAlias(found) ? reading.anchors.get(found.source) : found;
  if (node === undefined) return undefined;
  const spot = spotOf(found, reading);
  if (isScalar(node)) return { name, spot, attributes: {}, children: [], text: words(node, found, reading) };
  const attributes: Record<string, string> = {};
  const children: Element[] = [];
  const texts = new Map<string, Derived>();
  for (const [key, value] of pairs(node, reading)) {
    const inner = element(key, value, reading, depth + 1);
    if (inner === undefined) continue;
    if (inner.text !== undefined && isMap(node)) {
      attributes[key] = inner.text.text;
      texts.set(key, inner.text);
    } else if (LISTS.has(key)) children.push(...inner.children);
    else children.push(inner);
  }
  const text = [
    "sql",
    "selectQuery",
    "procedureText",
    "procedureBody",
    "triggerBody",
    "functionBody",
    "comment",
    "where",
  ]
    .map((key) => texts.get(key))
    .find((one) => one !== undefined);
  return { name, spot, attributes, children, ...(text === undefined ? {} : { text }) };
}

/** What a map or a list holds, by name; `- createTable: {…}` is an element of its list. */
function pairs(node: Node, reading: Reading): readonly (readonly [string, Node])[] {
  if (isMap(node))
    return node.items.flatMap(({ key, value }) =>
      isScalar(key) && value !== null ? [[String(key.value), value as Node] as const] : [],
    );
  if (!isSeq(node)) return [];
  return node.items.flatMap((item) => {
    const inner = isAlias(item) ? reading.anchors.get(item.source) : item;
    if (isScalar(inner)) return [["", inner] as const];
    return isMap(inner) ? pairs(inner, reading) : [];
  });
}

function spotOf(node: Node, { file }: Reading): Spot {
  const [start = 0, end = 0] = node.range ?? [];
  return file.spot(start, Math.max(end, start + 1));
}

/** The words of a scalar; of a `|` block, line by line where they stand. */
function words(node: Scalar, found: Node, { text }: Reading): Derived {
  const [start = 0, end = 0] = found.range ?? [];
  const { value } = node;
  const said = typeof value === "string" ? value : value === null ? "" : JSON.stringify(value);
  if (node.type === "PLAIN" && text.slice(start, end) === said) return cut(text, start, end);
  if (node.type !== "BLOCK_LITERAL" || node !== found) return loose(said, start);
  const from = text.indexOf("\n", start) + 1;
  const raw = cut(text, from, Math.max(from, end));
  const indent = Math.min(...[...raw.text.matchAll(/^( *)\S/gm)].map(([, blank = ""]) => blank.length));
  const slots = [...raw.text.matchAll(/^ +/gm)].map(({ 0: blank, index }): Slot => ({
    start: index,
    end: index + Math.min(indent, blank.length),
    value: "",
  }));
  return fill(raw, slots);
}
