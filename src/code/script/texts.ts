import type { Node } from "web-tree-sitter";
import type { Scope } from "../scope.ts";
import { parts, spotOf } from "../spot.ts";
import { type Letters, Unknown, type Value } from "../value.ts";
import type { Machine } from "./machine.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  v: "\v",
  "0": "\0",
  "\n": "",
};

function escaped(text: string): string {
  const letter = text.slice(1);
  const code = /^(?:u\{?|x)([0-9a-fA-F]+)/.exec(letter)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10_ff_ff));
  return ESCAPES[letter] ?? letter;
}

/** What `${…}` makes of a value. */
export function wordOf(value: Value): string | undefined {
  return typeof value === "object" && value !== null ? undefined : String(value);
}

/** A string, or a template with whatever stands inside it. */
export function joined(node: Node, scope: Scope, machine: Machine): Value {
  let text = "";
  let hole: string | undefined;
  for (const part of parts(node)) {
    if (part.type === "template_substitution") {
      const value = machine.body(parts(part), scope);
      const word = wordOf(value);
      if (word === undefined) hole ??= value instanceof Unknown ? value.why : part.text;
      text += word ?? part.text;
    } else text += part.type === "escape_sequence" ? escaped(part.text) : part.text;
  }
  return hole === undefined ? text : new Unknown(hole, { words: text });
}

/** The letters of a text that stands in the program as it is. */
export function lettersOf(node: Node): Letters | undefined {
  if (node.type !== "string" && node.type !== "template_string") return undefined;
  const [only, more] = parts(node);
  if (only?.type !== "string_fragment" || more !== undefined) return undefined;
  return { text: only.text, spot: spotOf(only) };
}
