import type { ParseResult } from "@polyglot-sql/sdk";
import { sameLength } from "./same-length.ts";
import { listOf } from "./raw.ts";

/** Characters of one query. Measured: dense text of this length takes the parser 2 s, the longest of 13,000 real models has 430,000. */
const LONGEST = 500_000;
/** Overflows that one instance survives: the stack of each is not given back, until even plain texts fail. */
const LIVES = 3;
/** Instances that one process may use up. */
const INSTANCES = 5;

type Parse = (sql: string, dialect: string) => ParseResult;
export type Parsed = { readonly statements: readonly unknown[] } | { readonly unread: string };

let parser: Parse | undefined;
let instances = 0;
let lost = 0;

/** Loads the parser into this thread, anew where it was lost; `parseNow` wants it there. */
export async function loadParser(): Promise<void> {
  if (parser !== undefined || instances >= INSTANCES) return;
  const url = import.meta.resolve("@polyglot-sql/sdk");
  const module = (await import(instances === 0 ? url : `${url}?${instances}`)) as { readonly parse: Parse };
  instances++;
  lost = 0;
  parser = module.parse;
}

/**
 * The parser's tree of a text, as data; what it cannot read is said with its cause and never thrown. Its own guards bound how
 * deep a text may nest.
 */
export function parseNow(sql: string, dialect: string): Parsed {
  if (parser === undefined) return { unread: "the SQL parser was lost over other texts" };
  if (sql.length > LONGEST) return { unread: `longer than ${LONGEST} characters` };
  const found = parser(sameLength(sql), dialect);
  if (found.success) return { statements: listOf(found.ast) };
  if (found.error.startsWith("WASM parse failed") && ++lost >= LIVES) parser = undefined;
  const deep = /GUARD_\w*DEPTH|WASM parse failed/.test(found.error);
  return { unread: deep ? "nested too deeply" : found.error.replace(/^Parse error at /, "").slice(0, 200) };
}

/** Whether this thread's parser is still there. */
export const hasParser = (): boolean => parser !== undefined;
