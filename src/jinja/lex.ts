import type { Lexed, Token } from "./tokens.ts";
import { unquote } from "./unquote.ts";

const OPEN = /\{\{|\{%|\{#/g;
const OPERATOR = /\*\*|\/\/|==|!=|<=|>=|[-+*/%<>=~|.,:;()[\]{}]/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const FLOAT = /\d+(?:_\d+)*(?:\.\d+(?:_\d+)*(?:[eE][-+]?\d+(?:_\d+)*)?|[eE][-+]?\d+(?:_\d+)*)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|\d+(?:_\d+)*/y;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;
const SPACE = /\s+/y;
/** Blocks whose text is left alone: Jinja's own, and dbt's documentation. */
const VERBATIM = /\{%[-+]?\s*(raw|docs)\b[^%]*?(-?)%\}/y;

/** Template → tokens, with Jinja's whitespace control as dbt sets it up: no trimmed blocks, the last newline dropped. */
export function lex(text: string): Lexed {
  const length = text.length - (text.endsWith("\r\n") ? 2 : text.endsWith("\n") ? 1 : 0);
  return new Lexer(text, length).lex();
}

class Lexer {
  readonly #text: string;
  readonly #length: number;
  readonly #tokens: Token[] = [];
  #at = 0;
  /** The text that follows loses its leading whitespace. */
  #strip = false;

  constructor(text: string, length: number) {
    this.#text = text;
    this.#length = length;
  }

  lex(): Lexed {
    while (this.#at < this.#length) {
      OPEN.lastIndex = this.#at;
      const open = OPEN.exec(this.#text);
      const from = open === null || open.index >= this.#length ? this.#length : open.index;
      const sign = this.#text.charAt(from + 2);
      this.#data(this.#at, from, from < this.#length && sign === "-");
      this.#at = from;
      if (from === this.#length) break;
      const reason = this.#tag();
      if (reason !== undefined) return this.#done({ offset: from, reason });
    }
    return this.#done();
  }

  #done(broken?: { readonly offset: number; readonly reason: string }): Lexed {
    this.#push("end", "", broken?.offset ?? this.#length);
    return broken === undefined ? { tokens: this.#tokens } : { tokens: this.#tokens, broken };
  }

  /** Pushes, and has no complaint. */
  #said(type: Token["type"], value: string, at: number): undefined {
    this.#push(type, value, at);
  }

  #push(type: Token["type"], value: string, at: number): void {
    this.#tokens.push({ type, value, at });
  }

  #data(from: number, to: number, stripEnd: boolean): void {
    let text = this.#text.slice(from, to);
    let start = from;
    if (this.#strip) {
      const stripped = text.trimStart();
      start += text.length - stripped.length;
      text = stripped;
    }
    this.#strip = false;
    if (stripEnd) text = text.trimEnd();
    if (text !== "") this.#push("data", text, start);
  }

  /** One tag from its opening braces on; answers why it could not be read. */
  #tag(): string | undefined {
    const text = this.#text;
    const from = this.#at;
    const kind = text.charAt(from + 1);
    if (kind === "#") {
      const end = text.indexOf("#}", from + 2);
      if (end < 0) return "a Jinja comment that never ends";
      this.#strip = end > from + 2 && text.charAt(end - 1) === "-";
      this.#at = end + 2;
      return undefined;
    }
    VERBATIM.lastIndex = from;
    const verbatim = kind === "%" ? VERBATIM.exec(text) : null;
    if (verbatim !== null) return this.#verbatim(verbatim);
    this.#push("open", kind === "{" ? "{{" : "{%", from);
    this.#at = from + (/[-+]/.test(text.charAt(from + 2)) && !text.startsWith("}", from + 3) ? 3 : 2);
    return this.#inside(kind === "{" ? "}}" : "%}");
  }

  #verbatim([whole, word = "", minus]: RegExpExecArray): string | undefined {
    const from = this.#at + whole.length;
    const ending = new RegExp(`\\{%([-+]?)\\s*end${word}\\s*([-+]?)%\\}`, "g");
    ending.lastIndex = from;
    const end = ending.exec(this.#text);
    if (end === null) return `\`${word}\` without \`end${word}\``;
    this.#strip = minus === "-";
    if (word === "raw") this.#data(from, end.index, end[1] === "-");
    this.#strip = end[2] === "-";
    this.#at = ending.lastIndex;
    return undefined;
  }

  #inside(close: string): string | undefined {
    const text = this.#text;
    let depth = 0;
    while (this.#at < text.length) {
      const at = this.#at;
      if (this.#take(SPACE) !== undefined) continue;
      if (depth === 0) {
        // A brace inside an expression is a dict's: only a balanced tag can end.
        const sign = /[-+]/.test(text.charAt(at)) ? 1 : 0;
        if (text.startsWith(close, at + sign)) {
          this.#push("close", close, at);
          this.#strip = text.charAt(at) === "-";
          this.#at = at + sign + close.length;
          return undefined;
        }
      }
      const reason = this.#token(at);
      if (reason !== undefined) return reason;
      const last = this.#tokens.at(-1);
      if (last?.type !== "operator") continue;
      if ("([{".includes(last.value)) depth += 1;
      if (")]}".includes(last.value)) depth -= 1;
    }
    return `a Jinja tag that never ends (expected \`${close}\`)`;
  }

  #token(at: number): string | undefined {
    const name = this.#take(NAME);
    if (name !== undefined) return this.#said("name", name, at);
    const string = this.#take(STRING);
    if (string !== undefined) return this.#said("string", unquote(string), at);
    const float = this.#take(FLOAT);
    if (float !== undefined) return this.#said("float", float.replaceAll("_", ""), at);
    const integer = this.#take(INTEGER);
    if (integer !== undefined) return this.#said("integer", integer.replaceAll("_", ""), at);
    const operator = this.#take(OPERATOR);
    if (operator !== undefined) return this.#said("operator", operator, at);
    return `\`${this.#text.charAt(at)}\`, which Jinja does not know here`;
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0];
    if (found !== undefined) this.#at += found.length;
    return found;
  }
}
