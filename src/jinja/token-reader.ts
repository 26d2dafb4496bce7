import type { Token } from "./tokens.ts";

/** What the parser throws at itself; `parse` answers with what stood before it. */
export class Unparsable extends Error {
  override readonly name = "Unparsable";
  readonly offset: number;
  constructor(reason: string, offset: number) {
    super(reason);
    this.offset = offset;
  }
}

const END: Token = { type: "end", value: "", at: 0 };
/** A tree that is deeper is an attack. */
const DEEPEST = 200;

/** A walk over tokens, with what every rule of the grammar asks of them. */
export class TokenReader {
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get token(): Token {
    return this.#tokens[this.#next] ?? this.#tokens.at(-1) ?? END;
  }

  peek(): Token {
    return this.#tokens[this.#next + 1] ?? END;
  }

  take(): Token {
    const { token } = this;
    this.#next += 1;
    return token;
  }

  is(operator: string): boolean {
    return this.token.type === "operator" && this.token.value === operator;
  }

  isName(word: string): boolean {
    return this.token.type === "name" && this.token.value === word;
  }

  takeIf(operator: string): boolean {
    if (!this.is(operator)) return false;
    this.#next += 1;
    return true;
  }

  takeName(word: string): boolean {
    if (!this.isName(word)) return false;
    this.#next += 1;
    return true;
  }

  expect(operator: string): void {
    if (!this.takeIf(operator)) throw this.unexpected(`\`${operator}\``);
  }

  name(): string {
    if (this.token.type !== "name") throw this.unexpected("a name");
    return this.take().value;
  }

  unexpected(expected: string): Unparsable {
    const { type, value, at } = this.token;
    const found = type === "end" ? "the end" : type === "data" ? "text" : `\`${value.slice(0, 40)}\``;
    return new Unparsable(`${found}, expected ${expected}`, at);
  }

  /** Runs a rule one level deeper. */
  deeper<T>(rule: () => T): T {
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw new Unparsable(`more than ${DEEPEST} levels inside each other`, this.token.at);
    const result = rule();
    this.#depth -= 1;
    return result;
  }

  /** A rule gave up below: the levels that it was in are gone. */
  resetDepth(depth: number): void {
    this.#depth = depth;
  }

  get depth(): number {
    return this.#depth;
  }
}
