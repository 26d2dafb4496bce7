import type { Nodes, Root, Table } from "mdast";
import { toString } from "mdast-util-to-string";
import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Place } from "../model/place.ts";

/** A label and what stands behind it: a table's row or column, a `Label: value` line, a key of `estimate:`. */
export interface Statement {
  readonly label: string;
  /** What may be the value, nearest first: a table's row offers each of its cells. */
  readonly values: readonly string[];
  readonly place: Place;
  /** The label is a canonical key, whose unit a bare number has. */
  readonly canonical?: true;
}

const LINE = /^\s*([\p{L}][^:\n]{0,80}?)\s*(?::|\s[–—-]\s|=)\s*(\S.*)$/u;
const parser = remark().use(remarkGfm).use(remarkFrontmatter, ["yaml"]);

/** Everything in a plan that has the form of an input, in the order of its lines. */
export function statements(text: string, path: string): readonly Statement[] {
  const found: Statement[] = [];
  const walk = (node: Nodes): void => {
    switch (node.type) {
      case "yaml":
        found.push(...fromFrontMatter(node.value, node.position?.start.line ?? 1, path));
        return;
      case "table":
        found.push(...fromTable(node, path));
        return;
      case "paragraph":
        for (const [i, line] of toString(node, { includeHtml: false }).split("\n").entries()) {
          const match = LINE.exec(line);
          const place = { path, line: (node.position?.start.line ?? 1) + i };
          if (match !== null) found.push({ label: match[1] ?? "", values: [match[2] ?? ""], place });
        }
        return;
      default:
        if ("children" in node) for (const child of node.children) walk(child);
    }
  };
  const root: Root = parser.parse(text.replaceAll("\r\n", "\n"));
  walk(root);
  return found;
}

/** Rows speak by their first cell; a table of one row speaks by its heads too. */
function fromTable(table: Table, path: string): readonly Statement[] {
  const rows = table.children.map((row) => ({
    cells: row.children.map((cell) => toString(cell, { includeHtml: false }).trim()),
    place: { path, line: row.position?.start.line ?? 1 },
  }));
  const [head, ...body] = rows;
  const unit = head?.cells.findIndex((cell) => /^units?$/i.test(cell)) ?? -1;
  const down = rows.map(({ cells: [label = "", ...values], place }): Statement => {
    const measured =
      unit > 0 ? values.map((value, i) => (i + 1 === unit ? "" : `${value} ${values[unit - 1] ?? ""}`)) : [];
    return { label, values: [...values, ...measured].filter((value) => value !== ""), place };
  });
  const [only] = body;
  if (head === undefined || only === undefined || body.length > 1) return down;
  return [
    ...down,
    ...head.cells.map((label, i): Statement => ({ label, values: [only.cells[i] ?? ""], place: only.place })),
  ];
}

/** `estimate:` in the front matter, by canonical keys. */
function fromFrontMatter(yaml: string, offset: number, path: string): readonly Statement[] {
  const counter = new LineCounter();
  const node = parseDocument(yaml, { lineCounter: counter, prettyErrors: false }).get("estimate");
  if (!isMap(node)) return [];
  return node.items.flatMap(({ key, value }): readonly Statement[] => {
    if (!isScalar(key) || !isScalar(value)) return [];
    const line = counter.linePos(key.range?.[0] ?? 0).line + offset;
    return [{ label: String(key.value), values: [String(value.value)], place: { path, line }, canonical: true }];
  });
}
