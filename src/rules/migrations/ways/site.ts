import type { Migration, Operation, Statement } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Table } from "../../../model/table.ts";
import { lex, type Token } from "../../../sql/lex.ts";
import { ownName } from "../../../sql/choose-name.ts";
import { quotePath } from "../../../sql/quote.ts";
import { findTable } from "../ask/find-table.ts";

/** An operation with the words that it was read from, and what is known of the table around it. */
export interface Site {
  readonly operation: Operation;
  readonly migration: Migration;
  readonly statement: Statement;
  /** The operation's own words: the whole statement, or its command of an ALTER TABLE. Empty where they cannot be told apart. */
  readonly words: readonly Token[];
  readonly table: Table | undefined;
  /** The relation as SQL. */
  readonly name: string;
  readonly schema: string;
  readonly context: Context;
}

/** Undefined where the words are not in the file as they stand. */
export function siteOf(operation: Operation, context: Context): Site | undefined {
  const statement = context.head.facts.statement[operation.statement];
  const migration = context.head.facts.migration[operation.migration];
  if (statement === undefined || migration === undefined) return undefined;
  const start = offset(statement, operation);
  return {
    operation,
    migration,
    statement,
    words: start === undefined ? [] : command(statement.sql, start),
    table: findTable(context.head, operation),
    name: quotePath(operation.relation.slice(1)),
    schema: operation.relation[1] ?? context.config.defaultSchema,
    context,
  };
}

/** Where in the statement's text the operation begins. */
function offset({ sql, place }: Statement, operation: Operation): number | undefined {
  const { line, column } = operation.place;
  if (column === undefined || place.column === undefined || line < place.line) return undefined;
  if (line === place.line) return column - place.column;
  let start = 0;
  for (let i = place.line; i < line; i++) {
    const end = sql.indexOf("\n", start);
    if (end < 0) return undefined;
    start = end + 1;
  }
  return start + column - 1;
}

/** From there to the comma or semicolon that ends it. */
function command(sql: string, start: number): readonly Token[] {
  const words: Token[] = [];
  let depth = 0;
  for (const token of lex(sql, start)) {
    const mark = token.kind === "symbol" ? token.text : "";
    if (mark === "(" || mark === "[") depth++;
    else if (mark === ")" || mark === "]") depth--;
    if (depth < 0 || (depth === 0 && (mark === "," || mark === ";"))) break;
    words.push(token);
  }
  return words;
}

/** The text from one word to another, as its author wrote it. */
export function written({ statement }: Site, words: readonly Token[]): string {
  const [first, last] = [words[0], words.at(-1)];
  return first === undefined || last === undefined ? "" : statement.sql.slice(first.start, last.end);
}

/** Do the words begin with these keywords? */
export const begins = (words: readonly Token[], ...keywords: readonly string[]): boolean =>
  keywords.every((keyword, at) => words[at]?.kind === "word" && words[at].text === keyword);

/** The words behind `CONSTRAINT name`. */
export const unnamed = (words: readonly Token[]): readonly Token[] =>
  begins(words, "constraint") ? words.slice(2) : words;

/** Where the word stands outside of all brackets, or -1. */
export function indexOfWord(words: readonly Token[], keyword: string, from = 0): number {
  let depth = 0;
  for (const [at, { kind, text }] of words.entries()) {
    if (kind === "symbol" && (text === "(" || text === "[")) depth++;
    else if (kind === "symbol" && (text === ")" || text === "]")) depth--;
    else if (at >= from && depth === 0 && kind === "word" && text === keyword) return at;
  }
  return -1;
}

/** A name for something new that belongs to the table. */
export function freeName({ operation, table }: Site, part: string, suffix: string): string {
  const taken = new Set([
    ...Object.keys(table?.constraints ?? {}),
    ...Object.keys(table?.columns ?? {}),
    ...Object.keys(table?.indexes ?? {}),
  ]);
  return ownName(operation.relation[2] ?? "", part, suffix, (name) => taken.has(name));
}
