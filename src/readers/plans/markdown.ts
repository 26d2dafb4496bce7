import type { Nodes, Root } from "mdast";
import { remark } from "remark";
import remarkFrontmatter from "remark-frontmatter";
import remarkGfm from "remark-gfm";
import type { Place } from "../../model/place.ts";
import { slotIn } from "./slot-words.ts";

const parser = remark().use(remarkGfm).use(remarkFrontmatter, ["yaml"]);

export const parseMarkdown = (text: string): Root => parser.parse(text);

/** A place without its path: `parse` sees a text alone, `link` knows where it lies. */
export function placeOf(node: Nodes): Place {
  const line = node.position?.start.line ?? 1;
  const endLine = node.position?.end.line ?? line;
  const column = node.position?.start.column ?? 1;
  return { path: "", line, ...(column > 1 ? { column } : {}), ...(endLine > line ? { endLine } : {}) };
}

const BLOCKS = new Set(["root", "list", "listItem", "blockquote", "table"]);
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;

/** What a reader of the page sees: code included, comments and tags not. Soft breaks stay line ends. */
export function plain(node: Nodes): string {
  switch (node.type) {
    case "text":
    case "inlineCode":
    case "code":
      return node.value;
    case "html":
      // `<your team>` is HTML to the grammar and a slot to its author.
      return /^<br\b/i.test(node.value) ? "\n" : slotIn(node.value) === undefined ? "" : node.value;
    case "break":
      return "\n";
    case "image":
      return node.alt ?? "";
    default:
      return "children" in node ? node.children.map(plain).join(BLOCKS.has(node.type) ? "\n" : "") : "";
  }
}

/** Stands for what is content and not words of the author: code, an address, a picture. */
const THING = "\uFFFC";

/** The author's own words: without code, comments and addresses; a tag stays, since `<your name>` is one. */
export function prose(node: Nodes): string {
  switch (node.type) {
    case "text":
      return node.value.replaceAll(/\bhttps?:\/\/\S+/g, THING);
    case "inlineCode":
    case "image":
    case "imageReference":
      return THING;
    case "html":
      return node.value.replaceAll(COMMENT, "");
    case "break":
      return "\n";
    default:
      return "children" in node ? node.children.map(prose).join(BLOCKS.has(node.type) ? "\n" : "") : "";
  }
}
