import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { Level } from "../../src/model/level.ts";
import type { Verdict } from "../../src/model/verdict.ts";
import type { Verdicts } from "../../src/model/verdicts.ts";

/** What a case must show, written by hand beside its files. Lists of findings are complete for the case's rule. */
export interface Expected {
  readonly why: string;
  readonly probe?: boolean;
  readonly today?: string;
  /** Path → the day on which base first had it, where the case is about its history. */
  readonly firstSeen?: Readonly<Record<string, string>>;
  readonly findings?: readonly {
    readonly rule: string;
    readonly path: string;
    readonly line: number;
    readonly subject: string;
    readonly level?: Level;
    readonly side?: string;
    readonly verdicts?: Partial<Verdicts>;
    readonly message?: string;
    /** All of them, nearest first: `exposure Revenue board (Finance)`. */
    readonly readers?: readonly string[];
  }[];
  readonly conclusion?: Verdict["conclusion"];
  readonly obligations?: readonly { readonly kind: string; readonly met: boolean; readonly rule?: string }[];
  readonly gaps?: readonly { readonly key: string; readonly level?: Level; readonly path?: string }[];
  readonly proofs?: readonly { readonly result: string }[];
  readonly notes?: readonly string[];
}

const KEYS = ["why", "probe", "today", "firstSeen", "findings", "conclusion", "obligations", "gaps", "proofs", "notes"];

export function readExpected(path: string): Expected {
  const raw = parse(readFileSync(path, "utf8")) as Record<string, unknown>;
  for (const key of Object.keys(raw)) if (!KEYS.includes(key)) throw new Error(`${path}: unknown key ${key}`);
  if (typeof raw["why"] !== "string") throw new Error(`${path}: "why" is missing`);
  return raw as unknown as Expected;
}
