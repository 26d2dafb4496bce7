import type { Code, Nodes, Root, Table } from "mdast";
import type { Passage, Sheet } from "../../arithmetic/statement.ts";
import { plain } from "./markdown.ts";

/** A document's running text and its tables, as written where the tree says which part of the source a piece is; each with its line. */
export function passagesOf(root: Root, source: string): { readonly passages: Passage[]; readonly sheets: Sheet[] } {
  const passages: Passage[] = [];
  const sheets: Sheet[] = [];
  const written = (node: Nodes): Passage => ({
    text:
      node.position?.start.offset === undefined
        ? plain(node)
        : source.slice(node.position.start.offset, node.position.end.offset),
    place: { path: "", line: node.position?.start.line ?? 1 },
  });
  let section = 0;
  const walk = (node: Nodes): void => {
    switch (node.type) {
      case "heading":
        section++;
        return;
      case "paragraph":
        passages.push({ ...written(node), section });
        return;
      case "code":
        passages.push(...lines(node).map((line) => ({ ...line, section })));
        return;
      case "table":
        sheets.push(sheet(node, written));
        return;
      default:
        if ("children" in node) for (const child of node.children) walk(child);
    }
  };
  walk(root);
  return { passages, sheets };
}

/** A block of code that names no language may hold a calculation, a line each. */
const lines = ({ lang, value, position }: Code): readonly Passage[] =>
  lang === null || lang === undefined || /^(?:text|txt|plain|math|latex)$/i.test(lang)
    ? value.split("\n").map((text, i) => ({ text, place: { path: "", line: (position?.start.line ?? 0) + 1 + i } }))
    : [];

/** Cells without the bars between them. */
function sheet(table: Table, written: (node: Nodes) => Passage): Sheet {
  const rows = table.children.map((row) =>
    row.children.map((cell): Passage => {
      const { text, place } = written(cell);
      return {
        text: text
          .replace(/^\s*\|/, "")
          .replace(/(?<!\\)\|\s*$/, "")
          .trim(),
        place,
      };
    }),
  );
  return { head: rows[0] ?? [], rows: rows.slice(1) };
}

/** The inputs of the estimate, which stand in the front matter: a line each, apart from the sections. */
export function estimatePassages(source: string): readonly Passage[] {
  const closed = source.startsWith("---\n") ? source.indexOf("\n---", 4) : -1;
  const all = source.slice(0, closed < 0 ? undefined : closed).split("\n");
  const from = all.findIndex((line) => /^estimate:\s*$/.test(line));
  if (from < 0) return [];
  const length = all.slice(from + 1).findIndex((line) => /^\S/.test(line));
  return all
    .slice(from + 1, length < 0 ? undefined : from + 1 + length)
    .map((text, i) => ({ text: text.replace(/\s#.*$/, ""), place: { path: "", line: from + 2 + i }, section: -1 }));
}
