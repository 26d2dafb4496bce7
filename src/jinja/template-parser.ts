import { ExpressionParser } from "./parse-expression.ts";
import { Unparsable, type TokenReader } from "./token-reader.ts";
import type { Statement } from "./tree.ts";

interface Broken {
  readonly offset: number;
  readonly reason: string;
}

/** Reads one tag, whose opening braces are taken. */
type TagRule = (parser: TemplateParser, at: number) => readonly Statement[];

/** What the rules for tags ask of the parser around them. */
export class TemplateParser {
  readonly tokens: TokenReader;
  readonly expressions: ExpressionParser;
  broken: Broken | undefined;
  readonly #lexBroken: Broken | undefined;
  readonly #tag: TagRule;
  /** Names said inside each macro that is open. */
  readonly #said: Set<string>[] = [];

  constructor(tokens: TokenReader, broken: Broken | undefined, tag: TagRule) {
    this.tokens = tokens;
    this.#lexBroken = broken;
    this.#tag = tag;
    this.expressions = new ExpressionParser(tokens, (name) => {
      for (const names of this.#said) names.add(name);
    });
  }

  /** Statements up to a tag that is one of `ends`, whose word is taken; the rest of that tag is the caller's. */
  body(
    ends: readonly string[],
    opened?: { readonly word: string; readonly at: number },
  ): { body: Statement[]; end: string } {
    const body: Statement[] = [];
    const { depth } = this.tokens;
    try {
      const end = this.tokens.deeper(() => this.#statements(ends, body));
      if (end === "" && opened !== undefined)
        this.broken ??= this.#lexBroken ?? {
          offset: opened.at,
          reason: `\`${opened.word}\` that is never closed (expected \`${ends.at(-1) ?? ""}\`)`,
        };
      return { body, end };
    } catch (error) {
      // What stood before the mistake was read and counts; every open block ends here.
      if (!(error instanceof Unparsable)) throw error;
      this.broken ??= { offset: error.offset, reason: error.message };
      this.tokens.resetDepth(depth);
      return { body, end: "" };
    }
  }

  #statements(ends: readonly string[], body: Statement[]): string {
    while (this.broken === undefined) {
      const { type, value, at } = this.tokens.token;
      if (type === "data") {
        this.tokens.take();
        body.push({ kind: "data", at, text: value });
      } else if (type !== "open") {
        if (type !== "end") throw this.tokens.unexpected("a tag");
        this.broken = this.#lexBroken;
        return "";
      } else if (value === "{{") {
        this.tokens.take();
        const expression = this.expressions.tuple(() => this.tokens.token.type === "close");
        this.close();
        body.push({ kind: "output", at, value: expression });
      } else {
        const word = this.tokens.peek();
        if (word.type === "name" && ends.includes(word.value)) {
          this.tokens.take();
          this.tokens.take();
          return word.value;
        }
        this.tokens.take();
        body.push(...this.#tag(this, at));
      }
    }
    return "";
  }

  close(): void {
    if (this.tokens.token.type !== "close") throw this.tokens.unexpected("the end of the tag");
    this.tokens.take();
  }

  /** The names that `inner` says. */
  listen<T>(inner: () => T): { readonly result: T; readonly names: ReadonlySet<string> } {
    const names = new Set<string>();
    const level = this.#said.length;
    this.#said.push(names);
    try {
      return { result: inner(), names };
    } finally {
      this.#said.length = level;
    }
  }
}
