import type { Value } from "./value.ts";

/** Names and what they stand for, from the inside out. */
export class Scope {
  readonly #own = new Map<string, Value>();
  readonly #outer: Scope | undefined;
  constructor(outer?: Scope) {
    this.#outer = outer;
  }
  get(name: string): Value | undefined {
    return this.#own.get(name) ?? (this.#own.has(name) ? null : this.#outer?.get(name));
  }
  has(name: string): boolean {
    return this.#own.has(name) || this.#outer?.has(name) === true;
  }
  /** Into the scope that has the name, or into this one. */
  assign(name: string, value: Value): void {
    if (!this.#own.has(name) && this.#outer?.has(name) === true) this.#outer.assign(name, value);
    else this.#own.set(name, value);
  }
  declare(name: string, value: Value): void {
    this.#own.set(name, value);
  }
}
