import type { Code, Nodes, Root, Table } from "mdast";
import type { Passage, Sheet } from "../../arithmetic/statement.ts";
import { plain } from "./markdown.ts";

/** A document's running text and its tables as written, each piece with its line. A tree that was not made from text has no source. */
export function passagesOf(
  root: Root,
  source: string | undefined,
): { readonly passages: Passage[]; readonly sheets: Sheet[] } {
  const passages: Passage[] = [];
  const sheets: Sheet[] = [];
  const written = (node: Nodes): Passage => ({
    text:
      source === undefined
        ? plain(node)
        : source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0),
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
