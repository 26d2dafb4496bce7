import type { Nodes, Parents } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";

export interface OwedLine {
  readonly kind: "subject" | "said" | "owed" | "met" | "person";
  readonly text: string;
}

const isParent = (node: Nodes): node is Extract<Nodes, Parents> => "children" in node;

/** The text of a node, a line for each line that the author broke. */
const textOf = (node: Nodes): string => {
  if (node.type === "break") return "\n";
  if (node.type === "html") return /^<br\s*\/?>$/.test(node.value) ? "\n" : "";
  if ("value" in node) return node.value.replaceAll("\u200b", "");
  return isParent(node) ? node.children.map(textOf).join("") : "";
};

const lines = (node: Nodes): readonly string[] =>
  textOf(node)
    .split("\n")
    .map((line) => line.replaceAll(/\s+/g, " ").trim())
    .filter((line) => line !== "");

const marks: readonly (readonly [string, OwedLine["kind"]])[] = [
  ["⬜", "owed"],
  ["✅", "met"],
  ["✋", "person"],
];

const itemOf = (text: string): OwedLine => {
  const mark = marks.find(([sign]) => text.startsWith(sign));
  return mark === undefined ? { kind: "said", text } : { kind: mark[1], text: text.slice(mark[0].length).trim() };
};

const flatten = (node: Nodes): readonly OwedLine[] => {
  switch (node.type) {
    case "root":
      return node.children.flatMap(flatten);
    case "heading":
      return node.depth === 4 ? [{ kind: "subject", text: lines(node).join(" ") }] : [];
    case "paragraph":
      // The first line says what was seen; place, rule and readers stand on the page.
      return lines(node)
        .slice(0, 1)
        .map((text) => ({ kind: "said", text }));
    case "list":
      return node.children.map((item) => itemOf(lines(item).join(" ")));
    case "table":
      return node.children.slice(1).map((row) =>
        itemOf(
          row.children
            .slice(0, 2)
            .map((cell) => lines(cell)[0])
            .join(" "),
        ),
      );
    default:
      return [];
  }
};

/** The check's summary as lines for a terminal: each change that holds the merge, and what is owed for it. */
export const owedLines = (summary: string): readonly OwedLine[] => flatten(remark().use(remarkGfm).parse(summary));
