import { remark } from "remark";
import { toString } from "mdast-util-to-string";

export interface OwedLine {
  readonly kind: "subject" | "said" | "item";
  readonly text: string;
}

const bare = (text: string): string => text.replaceAll(/\s+/g, " ").replaceAll("\u200b", "").trim();

/** The check's summary as lines for a terminal: each change that holds the merge, and what is owed for it. */
export const owedLines = (summary: string): readonly OwedLine[] =>
  remark()
    .parse(summary)
    .children.flatMap((node): readonly OwedLine[] => {
      if (node.type === "heading") return node.depth === 4 ? [{ kind: "subject", text: bare(toString(node)) }] : [];
      if (node.type === "paragraph") return [{ kind: "said", text: bare(toString(node)) }];
      if (node.type === "list") return node.children.map((item) => ({ kind: "item", text: bare(toString(item)) }));
      return [];
    });
