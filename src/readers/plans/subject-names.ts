import type { SubjectKind } from "../../model/subject.ts";

/** A subject as an author spells it: its names in order, and the kind where it is said. */
export interface Spelled {
  readonly names: readonly string[];
  readonly kind?: SubjectKind;
  /** The part of the cell that it was read from. */
  readonly text: string;
}

const KINDS: ReadonlyMap<string, SubjectKind> = new Map(
  Object.entries<SubjectKind>({
    table: "table",
    relation: "table",
    column: "table",
    field: "table",
    view: "view",
    index: "index",
    constraint: "constraint",
    type: "type",
    enum: "type",
    schema: "schema",
    model: "model",
    dbt: "model",
    seed: "model",
    snapshot: "model",
    source: "source",
    exposure: "exposure",
  }),
);
const FILLER = new Set([
  "the",
  "a",
  "an",
  "materialized",
  "materialised",
  "database",
  "postgres",
  "postgresql",
  "all",
  "existing",
]);
const JOINT = new Set(["on", "of", "in", "from", "at"]);
const QUOTED = /"(?:[^"]|"")+"|“[^”]+”|\[[A-Za-z_]\w*\]|[\uE000\uE001]/g;
const HELD = /\uE000(\d+)\uE001/g;
const TOKEN = /\uE000\d+\uE001|[A-Za-z_][\w$]*|[.]/g;

/** Every subject of a cell: `public.users.legacy_code`, "`legacy_code` on `users`", "model shop.orders.total", `"User"."legacyCode"`. */
export function subjectsIn(cell: string): readonly Spelled[] {
  // A quoted name may hold whatever else parts a cell, so it is put aside until the cell is in its parts.
  const quoted: string[] = [];
  const held = cell.replaceAll(QUOTED, (name) => (name.length > 1 ? `\uE000${quoted.push(name) - 1}\uE001` : " "));
  return held
    .replaceAll(/\s\([^)]*\)/g, " ")
    .split(/\s*(?:,|;|\n|&|\s\+\s|\sand\s)\s*/)
    .map((part) => spelled(part, quoted))
    .filter(({ names }) => names.length > 0);
}

function spelled(part: string, quoted: readonly string[]): Spelled {
  const written = (text: string): string => text.replaceAll(HELD, (_, at: string) => quoted[Number(at)] ?? "");
  const [before = ""] = part.split(/→|->|=>|⇒|\s(?:to|as|becomes|instead)\s/);
  const chains: string[][] = [];
  const joints: number[] = [];
  const kinds: SubjectKind[] = [];
  let dotted = false;
  const tokens = [...before.matchAll(TOKEN)].map(([token]) => token);
  for (const [i, token] of tokens.entries()) {
    if (token === ".") {
      dotted = true;
      continue;
    }
    const word = token.toLowerCase();
    const next = tokens[i + 1]?.toLowerCase();
    const named = word !== "dbt" && next !== undefined && KINDS.has(next);
    const leads = next !== undefined && next !== "." && !JOINT.has(next) && !named;
    const kind = dotted || next === "." || (!leads && chains.length === 0) ? undefined : KINDS.get(word);
    if (kind !== undefined) kinds.push(kind);
    else if (!dotted && JOINT.has(word)) joints.push(chains.length);
    else if (dotted || !FILLER.has(word)) {
      const name = token.startsWith("\uE000") ? written(token).slice(1, -1).replaceAll('""', '"') : token;
      if (dotted) chains.at(-1)?.push(name);
      else chains.push([name]);
    }
    dotted = false;
  }
  const kind = kinds.find((each) => each !== "table") ?? kinds[0];
  const names = joints.some((at) => at > 0 && at < chains.length)
    ? chains.toReversed().flat()
    : attached(before, chains);
  return { names, ...(kind === undefined ? {} : { kind }), text: written(part).trim() };
}

/** `users(legacy_code)` is a column too. */
const attached = (text: string, chains: readonly string[][]): readonly string[] =>
  /[\w\uE001]\([\w\uE000\uE001]+\)/.test(text) ? chains.flat() : (chains[0] ?? []);
