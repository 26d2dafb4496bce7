import type { Node } from "web-tree-sitter";
import type { Scope } from "../scope.ts";
import { field, parts, spotOf } from "../spot.ts";
import { type Letters, Unknown, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r", s: " ", "0": "\0", e: "\u001B" };

/** A string or a symbol with whatever stands inside it. */
export function joined(node: Node, scope: Scope, machine: Machine, raw = false): Value {
  let text = "";
  let hole: Unknown | undefined;
  const single = node.type === "string" && node.text.startsWith("'");
  for (const part of parts(node)) {
    if (part.type === "interpolation") {
      const value = machine.body(parts(part), scope);
      const word = wordOf(value);
      if (word === undefined) hole ??= value instanceof Unknown ? value : new Unknown(part.text);
      text += word ?? part.text;
    } else if (part.type === "escape_sequence" && !raw) text += escaped(part.text);
    else if (part.type !== "heredoc_end") text += single ? part.text.replaceAll(/\\([\\'])/g, "$1") : part.text;
  }
  return hole === undefined ? text : new Unknown(hole.why, { words: text });
}

const escaped = (text: string): string => {
  const letter = text.slice(1);
  if (/^u\{?[0-9a-fA-F]+/.test(letter)) return String.fromCodePoint(parseInt(letter.replace(/^u\{?/, ""), 16) || 0x20);
  return ESCAPES[letter] ?? (letter === "\n" ? "" : letter);
};

/** What `#{…}` makes of a value. */
export function wordOf(value: Value): string | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return String(value);
  return value === null ? "" : undefined;
}

/** `<<~SQL`: the text without the indentation that all of its lines share. */
export function heredoc(node: Node, scope: Scope, machine: Machine): Value {
  const body = machine.heredocs.get(node.startIndex);
  if (body === undefined) return new Unknown(node.text);
  const value = joined(body, scope, machine, node.text.includes("'"));
  const [text, why] =
    value instanceof Unknown ? [value.words ?? "", value.why] : [typeof value === "string" ? value : "", undefined];
  const cut = text.replace(/^\n/, "").replace(/[ \t]*$/, "");
  const shown = node.text.startsWith("<<~") ? dedented(cut) : cut;
  return why === undefined ? shown : new Unknown(why, { words: shown });
}

function dedented(text: string): string {
  const lines = text.split("\n");
  const margins = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const margin = margins.length === 0 ? 0 : Math.min(...margins);
  return lines.map((line) => line.slice(Math.min(margin, line.length - line.trimStart().length))).join("\n");
}

/** The methods that leave the words of a text as they are. */
const TRIMS: ReadonlySet<string> = new Set(["squish", "squish!", "strip", "strip_heredoc", "chomp", "freeze"]);

/** The letters of a text that stands in the program as it is. */
export function lettersOf(node: Node, machine: Machine): Letters | undefined {
  if (node.type === "call" && TRIMS.has(field(node, "method")?.text ?? "")) {
    const receiver = field(node, "receiver");
    // One line of what were several would end at the first comment.
    const letters = receiver === undefined ? undefined : lettersOf(receiver, machine);
    return letters?.text.includes("--") === true ? undefined : letters;
  }
  const whole = node.type === "heredoc_beginning" ? machine.heredocs.get(node.startIndex) : node;
  if (whole === undefined || !["string", "heredoc_body"].includes(whole.type)) return undefined;
  const inside = parts(whole).filter(({ type }) => type !== "heredoc_end");
  const [only] = inside;
  if (inside.length !== 1 || only === undefined || !only.type.endsWith("_content")) return undefined;
  if (node.text.startsWith("'") && only.text.includes("\\")) return undefined;
  return { text: only.text, spot: spotOf(only) };
}
