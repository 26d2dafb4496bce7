import { gap } from "./gap.ts";
import type { Gap } from "../../model/fact.ts";
import type { ReadCall } from "./render/record.ts";

const TOKEN =
  /#[^\n]*|"""[^]*?(?:"""|$)|'''[^]*?(?:'''|$)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[\p{L}_][\p{L}\p{N}_]*|\d+|\S/gu;

/** A Python model, word by word: it is never run, so what it reads is what it says in plain letters. */
export interface PythonModel {
  readonly takes: readonly ReadCall[];
  /** Names and texts, lower case: a frame's columns are named by both. */
  readonly words: readonly string[];
  readonly materialized?: string;
  readonly gaps: readonly Gap[];
}

interface Token {
  readonly text: string;
  readonly line: number;
}

export function readPython(path: string, text: string): PythonModel {
  const tokens = tokensOf(text);
  const words = new Set(
    tokens.flatMap(
      (token) =>
        (/^[\p{L}_]/u.test(token.text) ? token.text : (unquoted(token) ?? []))
          .toString()
          .toLowerCase()
          .match(/[\p{L}_][\p{L}\p{N}_]*/gu) ?? [],
    ),
  );
  const takes: ReadCall[] = [];
  let materialized: string | undefined;
  for (const [i, { text: word, line }] of tokens.entries()) {
    const called =
      word === "dbt" && tokens[i + 1]?.text === "." && tokens[i + 3]?.text === "(" ? tokens[i + 2]?.text : undefined;
    if (called === undefined) continue;
    const args = argumentsAt(tokens, i + 4);
    if (called === "config") materialized ??= args.named.get("materialized");
    if (called !== "ref" && called !== "source") continue;
    const [first, second] = args.plain;
    const computed = first === undefined || args.open || (called === "source" && second === undefined);
    if (computed) takes.push({ kind: called, path, line });
    else if (called === "source")
      takes.push({ kind: "source", source: first, ...(second !== undefined && { table: second }), path, line });
    else {
      const version = args.named.get("v") ?? args.named.get("version");
      takes.push({
        kind: "ref",
        name: second ?? first,
        ...(second !== undefined && { package: first }),
        ...(version !== undefined && { version }),
        path,
        line,
      });
    }
  }
  const given = tokens.findIndex(({ text: word }) => word === "dbt") < 0;
  const gaps = given
    ? [gap("not-read-yet", path, 1, "Python model without a call of `dbt`: what it reads is not known")]
    : [];
  return { takes, words: [...words].sort(), gaps, ...(materialized !== undefined && { materialized }) };
}

function tokensOf(text: string): readonly Token[] {
  const found: Token[] = [];
  let line = 1;
  let at = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    for (; at < index; at += 1) if (text[at] === "\n") line += 1;
    if (!token.startsWith("#")) found.push({ text: token, line });
  }
  return found;
}

const unquoted = ({ text }: Token): string | undefined => /^(?:"""|'''|"|')([^]*?)(?:"""|'''|"|')$/.exec(text)?.[1];

/** The literal arguments of a call; `open` where one of them is something else. */
function argumentsAt(tokens: readonly Token[], from: number) {
  const plain: string[] = [];
  const named = new Map<string, string>();
  let open = false;
  for (let i = from; i < tokens.length && tokens[i]?.text !== ")"; i += 1) {
    const token = tokens[i];
    const value = token === undefined ? undefined : literal(token);
    const next = tokens[i + 1]?.text;
    if (token === undefined || token.text === ",") continue;
    if (next === "=" && tokens[i + 2] !== undefined) {
      const given = literal(tokens[i + 2] ?? token);
      if (given === undefined) open = true;
      else named.set(token.text, given);
      i += 2;
    } else if (value !== undefined && (next === "," || next === ")")) plain.push(value);
    else {
      open = true;
      break;
    }
  }
  return { plain, named, open };
}

const literal = (token: Token): string | undefined =>
  unquoted(token) ?? (/^\d+$/.test(token.text) ? token.text : undefined);
