import type { Name, Spot } from "../act.ts";
import { commaParts, type Token } from "../lex.ts";
import type { Source } from "../source.ts";
import { DIALECTS, type Dialect } from "../../model/dialect.ts";
import { SPECS } from "./dialect.ts";
import type { Spelling } from "./spelling.ts";

/** What every cursor of one script shares. */
export interface Script {
  readonly source: Source;
  readonly dialect: Dialect;
  readonly spelling: Spelling;
  /** MySQL was told not to check foreign keys. */
  unchecked: boolean;
}

/** A statement that is not understood: its gap says why. */
export class Unread extends Error {}

/** Reads one statement, or a part of one, word by word. */
export class Cursor {
  readonly script: Script;
  readonly tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[], script: Script) {
    this.tokens = tokens;
    this.script = script;
  }

  get dialect(): Dialect {
    return this.script.dialect;
  }

  get done(): boolean {
    return this.#at >= this.tokens.length;
  }

  /** The token here, or one further on. */
  peek(ahead = 0): Token | undefined {
    return this.tokens[this.#at + ahead];
  }

  /** The word here in lower case; empty where none is. */
  word(ahead = 0): string {
    const token = this.peek(ahead);
    return token?.kind === "word" ? token.text : "";
  }

  is(...words: readonly string[]): boolean {
    return words.every((word, i) => this.word(i) === word);
  }

  eat(...words: readonly string[]): boolean {
    if (!this.is(...words)) return false;
    this.#at += words.length;
    return true;
  }

  /** The first of these words that stands here. */
  eatAny(...words: readonly string[]): string | undefined {
    const found = words.find((word) => this.is(word));
    if (found !== undefined) this.#at++;
    return found;
  }

  need(...words: readonly string[]): void {
    if (!this.eat(...words)) throw this.unread();
  }

  isSymbol(symbol: string, ahead = 0): boolean {
    const token = this.peek(ahead);
    return token?.kind === "symbol" && token.text === symbol;
  }

  eatSymbol(symbol: string): boolean {
    if (!this.isSymbol(symbol)) return false;
    this.#at++;
    return true;
  }

  skip(count = 1): void {
    this.#at += count;
  }

  unread(): Unread {
    const token = this.peek() ?? this.tokens.at(-1);
    const title = DIALECTS[this.dialect];
    if (token === undefined) return new Unread(`not a statement of ${title} that is read`);
    const written = this.script.source.text.slice(token.start, Math.min(token.end, token.start + 40));
    const { line } = this.script.source.spot(token.start);
    return new Unread(`not read as ${title} at or near "${written}" (line ${line})`);
  }

  /** A name as it is written, but for its quotes. */
  #raw(): string | undefined {
    const token = this.peek();
    if (token === undefined) return undefined;
    if (token.kind === "quoted") return token.text;
    if (token.kind === "word") return this.script.source.text.slice(token.start, token.end);
    // MySQL and SQLite take a string for a name in places.
    if (token.kind === "string") return token.text.slice(1, -1);
    return undefined;
  }

  column(): string {
    const raw = this.#raw();
    if (raw === undefined) throw this.unread();
    this.#at++;
    // `table.column` and a column of a struct: the last part counts.
    if (this.isSymbol(".") && this.peek(1) !== undefined) {
      this.#at++;
      return this.column();
    }
    return this.script.spelling.column(raw);
  }

  /** A name with up to four parts: the last two count. */
  name(): Name {
    const parts: string[] = [];
    do {
      const raw = this.#raw();
      // `db..table` leaves the schema out.
      if (raw === undefined && !this.isSymbol(".")) throw this.unread();
      if (raw === undefined) parts.push("");
      else {
        // BigQuery quotes a path as a whole.
        parts.push(...(this.dialect === "bigquery" ? raw.split(".") : [raw]));
        this.#at++;
        // … and lets a project's name hold dashes.
        while (this.dialect === "bigquery" && this.isSymbol("-") && this.peek(1) !== undefined) this.#at += 2;
      }
    } while (this.eatSymbol("."));
    return this.#named(parts);
  }

  #named(parts: readonly string[]): Name {
    const name = this.script.spelling.relation(parts.at(-1) ?? "");
    const schema = parts.at(-2) ?? "";
    if (schema === "" || schema.toLowerCase() === SPECS[this.dialect].schema) return { name };
    return { schema: this.script.spelling.relation(schema), name };
  }

  names(): readonly Name[] {
    const found = [this.name()];
    while (this.eatSymbol(",")) found.push(this.name());
    return found;
  }

  /** What stands in the brackets that open here, without them. */
  group(): Cursor | undefined {
    if (!this.isSymbol("(")) return undefined;
    let depth = 0;
    for (let i = this.#at; i < this.tokens.length; i++) {
      const token = this.tokens[i];
      if (token?.kind !== "symbol") continue;
      if (token.text === "(") depth++;
      else if (token.text === ")" && --depth === 0) {
        const inside = this.tokens.slice(this.#at + 1, i);
        this.#at = i + 1;
        return new Cursor(inside, this.script);
      }
    }
    throw this.unread();
  }

  /** What is left, cut at the commas that stand in no bracket. */
  parts(): readonly Cursor[] {
    return commaParts(this.tokens.slice(this.#at)).map((part) => new Cursor(part, this.script));
  }

  /** The same words, read from the one of that number on. */
  at(index: number): Cursor {
    return new Cursor(this.tokens.slice(index), this.script);
  }

  /** The same words, read up to the one of that number, from here on. */
  upTo(index: number): Cursor {
    return new Cursor(this.tokens.slice(this.#at, index), this.script);
  }

  /** Everything from here to the end. */
  rest(): Cursor {
    const rest = new Cursor(this.tokens.slice(this.#at), this.script);
    this.#at = this.tokens.length;
    return rest;
  }

  /** From where the cursor was made to its last token. */
  spot(): Spot {
    const [first, last] = [this.tokens[0], this.tokens.at(-1)];
    return this.script.source.spot(first?.start ?? 0, last?.end);
  }

  text(): string {
    return this.script.source.text.slice(this.tokens[0]?.start ?? 0, this.tokens.at(-1)?.end ?? 0);
  }

  ifExists(): { lenient?: true } {
    return this.eat("if", "exists") || this.eat("if", "not", "exists") ? { lenient: true } : {};
  }
}
