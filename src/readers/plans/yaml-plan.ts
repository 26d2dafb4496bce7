import type { BlockContent, List, Paragraph, Root, RootContent, Table, TableRow } from "mdast";
import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Pair, type YAMLMap } from "yaml";

type Position = NonNullable<Paragraph["position"]>;

/** Keys that say what the file is; all others are stages. */
const WRAPPERS = new Set(["stages", "sections", "plan", "bundle"]);

/**
 * A plan in YAML as the tree that the same plan in Markdown would give: a key is a heading or a label, a list of maps a table, a list
 * of texts a list. So both are read in one way. `front` are the keys that stand for a front matter.
 */
export function yamlAsMarkdown(text: string, front: ReadonlySet<string>): Root {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const at = (node: unknown): Position => {
    const [from, to] = rangeOf(node);
    const [start, end] = [counter.linePos(from), counter.linePos(Math.max(from, to - 1))];
    return {
      start: { line: start.line, column: start.col },
      end: { line: Math.max(start.line, end.line), column: end.col },
    };
  };
  const heading = (pair: Pair, depth: number): RootContent => ({
    type: "heading",
    depth: Math.min(depth, 6) as 1 | 2 | 3 | 4 | 5 | 6,
    position: at(pair.key),
    children: [{ type: "text", value: label(words(pair.key)), position: at(pair.key) }],
  });
  const table = (rows: readonly YAMLMap[], position: Position): Table => {
    const columns = [...new Set(rows.flatMap((row) => row.items.map((pair) => words(pair.key))))];
    const line = (
      cells: readonly { readonly text: string; readonly position: Position }[],
      place: Position,
    ): TableRow => ({
      type: "tableRow",
      position: place,
      children: cells.map((cell) => ({
        type: "tableCell",
        position: cell.position,
        children: [{ type: "text", value: cell.text, position: cell.position }],
      })),
    });
    return {
      type: "table",
      position,
      children: [
        line(
          columns.map((column) => ({ text: label(column), position })),
          position,
        ),
        ...rows.map((row) =>
          line(
            columns.map((column) => {
              const cell = row.items.find((pair) => words(pair.key) === column);
              return { text: words(cell?.value), position: at(cell?.value ?? row) };
            }),
            at(row),
          ),
        ),
      ],
    };
  };
  const list = (items: readonly unknown[], position: Position): List => ({
    type: "list",
    ordered: true,
    position,
    children: items.map((item) => ({
      type: "listItem",
      position: at(item),
      children: [paragraph(words(item), spanning(at(item), item, item))],
    })),
  });
  const value = (pair: Pair, depth: number): readonly RootContent[] => {
    const key = label(words(pair.key));
    const { value: node } = pair;
    if (isMap(node)) {
      // What stands directly below a heading comes before its own headings, as it does on a page.
      const inner = node.items.map((each) => value(each, depth + 1));
      return [heading(pair, depth), ...inner.filter((each) => !leads(each)).flat(), ...inner.filter(leads).flat()];
    }
    if (isSeq(node)) {
      const rows = node.items.filter(isMap);
      const block: BlockContent =
        rows.length === node.items.length && rows.length > 0 ? table(rows, at(node)) : list(node.items, at(node));
      return depth === 2 || block.type === "table"
        ? [heading(pair, depth), block]
        : [paragraph(`${key}:`, at(pair.key)), block];
    }
    const text = words(node);
    return depth === 2
      ? [heading(pair, depth), paragraph(text, spanning(at(node), node, node))]
      : [paragraph(`${key}: ${text}`, spanning(at(pair.key), pair.key, node))];
  };
  const top = isMap(document.contents) ? document.contents.items : [];
  const stages = top
    .filter((pair) => !front.has(words(pair.key)))
    .flatMap((pair) => (WRAPPERS.has(words(pair.key)) && isMap(pair.value) ? pair.value.items : [pair]));
  return { type: "root", children: stages.flatMap((pair) => value(pair, 2)) };
}

/** The place of `at`, with what the source says there: a text over several lines has its figures on their own lines. */
const spanning = (position: Position, from: unknown, to: unknown): Position => {
  const [first, last] = [rangeOf(from), rangeOf(to)];
  return {
    start: { ...position.start, offset: first[0] },
    end: { ...position.end, offset: Math.max(first[1], last[1]) },
  };
};

const rangeOf = (node: unknown): readonly [from: number, to: number] => {
  const [from = 0, to = 0] = (node as { range?: readonly number[] } | null)?.range ?? [];
  return [from, to];
};

const label = (key: string): string => key.replaceAll("_", " ");

const paragraph = (value: string, position: Position): Paragraph => ({
  type: "paragraph",
  position,
  children: [{ type: "text", value, position }],
});

const leads = (nodes: readonly RootContent[]): boolean => nodes[0]?.type === "heading";

/** What a node says in one line. */
const words = (node: unknown): string => {
  if (isScalar(node)) return node.value === null ? "" : `${node.value as string | number | boolean}`.trim();
  if (isSeq(node)) return node.items.map(words).join(", ");
  if (isMap(node)) return node.items.map((pair) => `${words(pair.key)}: ${words(pair.value)}`).join("; ");
  return "";
};
