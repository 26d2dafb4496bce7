import type { Node } from "web-tree-sitter";
import { type At, atOf, type Value, unknown } from "./value.ts";

const SIMPLE: Readonly<Record<string, string>> = {
  "\\n": "\n",
  "\\t": "\t",
  "\\r": "\r",
  "\\\\": "\\",
  "\\'": "'",
  '\\"': '"',
  "\\a": "\u0007",
  "\\b": "\b",
  "\\f": "\f",
  "\\v": "\v",
};

function unescape(escape: string): string {
  const simple = SIMPLE[escape];
  if (simple !== undefined) return simple;
  if (/^\\\r?\n$/.test(escape)) return "";
  const code = /^\\(?:x([\da-f]{2})|u([\da-f]{4})|U([\da-f]{8}))$/i.exec(escape)?.slice(1).find(Boolean);
  if (code !== undefined) return codePoint(Number.parseInt(code, 16));
  const octal = /^\\([0-7]{1,3})$/.exec(escape)?.[1];
  return octal === undefined ? escape : codePoint(Number.parseInt(octal, 8));
}

const codePoint = (code: number): string => (code <= 0x10_ff_ff ? String.fromCodePoint(code) : "\uFFFD");

const named = (node: Node): readonly Node[] => node.namedChildren.filter((child) => child !== null);

/** A piece of text, or an expression that fills a hole. */
type Part = string | { readonly hole: Node; readonly format: string };

function partsOf(node: Node): readonly Part[] {
  const prefix = (node.firstChild?.text ?? "").replace(/["']+$/, "").toLowerCase();
  const raw = prefix.includes("r");
  const parts: Part[] = [];
  for (const child of named(node)) {
    if (child.type === "interpolation") {
      const hole = child.childForFieldName("expression");
      const format = named(child)
        .slice(1)
        .map((one) => one.text)
        .join("");
      parts.push(hole === null ? "" : { hole, format });
    } else if (child.type === "string_content") parts.push(contentOf(child, raw));
  }
  return parts;
}

function contentOf(content: Node, raw: boolean): string {
  let text = "";
  let from = content.startIndex;
  const source = content.text;
  for (const child of named(content)) {
    text += source.slice(from - content.startIndex, child.startIndex - content.startIndex);
    from = child.endIndex;
    if (child.type === "escape_interpolation") text += child.text.slice(0, 1);
    else text += raw ? child.text : unescape(child.text);
  }
  return text + source.slice(from - content.startIndex);
}

/** A string or several beside each other, with the holes of f-strings filled by `fill`. */
export function stringOf(node: Node, fill: (hole: Node) => Value): Value {
  const strings = node.type === "string" ? [node] : named(node).filter(({ type }) => type === "string");
  const pieces: string[] = [""];
  for (const part of strings.flatMap(partsOf)) {
    const value = typeof part === "string" ? part : filled(fill(part.hole), part.format);
    if (value === undefined) pieces.push("");
    else pieces.push(`${pieces.pop() ?? ""}${value}`);
  }
  const [only = ""] = pieces;
  if (pieces.length > 1) return unknown(node.text, pieces);
  const at = node.type === "string" ? standsAt(node, only) : undefined;
  return at === undefined ? { is: "text", text: only } : { is: "text", text: only, at };
}

/** What a value looks like in text; undefined where that is not known. */
export function shown(value: Value): string | undefined {
  if (value.is === "text" || value.is === "number") return value.text;
  if (value.is === "truth") return value.truth ? "True" : "False";
  return value.is === "none" ? "None" : undefined;
}

const filled = (value: Value, format: string): string | undefined => {
  if (format === "" || format === "!s") return shown(value);
  return format === "!r" && value.is === "text" ? `'${value.text.replaceAll("'", "\\'")}'` : undefined;
};

function standsAt(node: Node, text: string): At | undefined {
  const content = named(node).find(({ type }) => type === "string_content");
  return content !== undefined && content.text === text ? atOf(content) : undefined;
}
