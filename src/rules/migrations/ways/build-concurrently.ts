import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Insertion, Offer } from "../../../model/way.ts";
import type { Token } from "../../../sql/lex.ts";
import { howOutside, standsAlone } from "./outside-transaction.ts";
import { isPartitioned } from "./partitioned.ts";
import { begins, type Site, siteOf } from "./site.ts";

/** The statement's own words with CONCURRENTLY, for CREATE INDEX, DROP INDEX and REINDEX. */
export function concurrently(operation: Operation, context: Context): Offer {
  const site = siteOf(operation, context);
  if (site === undefined || isPartitioned(site) === true) return {};
  const { words, statement, migration } = site;
  const at = words.findIndex(({ kind, text }) => kind === "word" && (text === "index" || text === "table"));
  const after = words[at];
  const own = ["create", "drop", "reindex"].some((verb) => begins(words, verb));
  if (begins(words, "reindex") && context.config.postgresVersion < 12) return {};
  if (!own || at < 1 || at > 2 || after === undefined || words[at + 1]?.text === "concurrently") return {};
  // DROP INDEX CONCURRENTLY takes one name and no CASCADE; in a list of names the command ends at its comma.
  if (begins(words, "drop") && (isCut(site) || words.at(-1)?.text === "cascade")) return {};
  const sql = `${statement.sql.slice(words[0]?.start, after.end)} CONCURRENTLY${statement.sql.slice(after.end, words.at(-1)?.end)};`;
  const title = `In a migration of its own, ${howOutside(migration)}`;
  const insert = standsAlone(site) ? insertionAfter(site, after, " CONCURRENTLY") : undefined;
  return {
    way: [{ title, sql, runs: "outside-transaction", release: "now" }],
    ...(insert === undefined ? {} : { insert }),
  };
}

const isCut = ({ words, statement }: Site): boolean => (words.at(-1)?.end ?? 0) < statement.sql.trimEnd().length;

/** A text put in behind a word, placed in the file. */
export function insertionAfter({ statement, context }: Site, word: Token, text: string): Insertion | undefined {
  const before = statement.sql.slice(0, word.end);
  const { path, line, column } = statement.place;
  if (column === undefined) return undefined;
  // What a tool makes of a document of its own stands in no line as it runs.
  const [first = ""] = statement.sql.split(/\r?\n/);
  if (context.line(path, line)?.startsWith(first, column - 1) !== true) return undefined;
  const breaks = before.split("\n").length - 1;
  const last = before.length - (before.lastIndexOf("\n") + 1);
  return { at: { path, line: line + breaks, column: breaks === 0 ? column + last : last + 1 }, text };
}
