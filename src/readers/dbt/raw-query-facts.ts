import type { RawQuery } from "../../model/dbt.ts";
import type { Assembled } from "./assemble.ts";
import { bothWays } from "./both-ways.ts";
import type { Ground } from "./pieces.ts";
import { sqlWords } from "./sql-words.ts";

const TEMPLATE = /\{\{[^}]*\bref\s*\(/;
/** A query by itself: a migration or a script that fills tables is somebody else's. */
const QUERY = /^(?:\s|--[^\n]*\n|\/\*[^]*?\*\/)*(?:select|with)\b/i;
/** `analytics.orders`, `db."analytics".orders` behind FROM or JOIN. */
const RELATION = /\b(?:from|join)\s+(?:["`]?[\w-]+["`]?\s*\.\s*)+["`]?(\w+)/gi;

/** What reads models and is built by nobody. A word too many is a question, so it is read by its words. */
export function rawQueryFacts(one: Assembled, { world, state }: Ground): readonly RawQuery[] {
  return one.raw.flatMap((file): readonly RawQuery[] => {
    const text = file.parsed?.template.text ?? "";
    const rendered = TEMPLATE.test(text) ? bothWays(file, world, state, () => undefined) : undefined;
    if (rendered === undefined && !QUERY.test(text)) return [];
    const called = (rendered?.full.reads ?? []).flatMap((read) =>
      read.kind === "ref" && read.name !== undefined ? [read.name.toLowerCase()] : [],
    );
    const named = rendered === undefined ? [...text.matchAll(RELATION)].map(([, name = ""]) => name.toLowerCase()) : [];
    const refs = [...new Set([...called, ...named])].toSorted();
    if (refs.length === 0) return [];
    const { words } = rendered?.words ?? sqlWords(text, false);
    return [
      {
        kind: "raw-query",
        id: `raw-query.${file.path}`,
        place: { path: file.path, line: 1 },
        project: one.project.id,
        path: file.path,
        refs,
        words: [...words].toSorted(),
      },
    ];
  });
}
