import type { Value } from "./value.ts";

/** Names in sight. The outermost may ask its host for names that it has not. */
export class Scope {
  readonly #values = new Map<string, Value>();
  readonly #parent: Scope | undefined;
  readonly #host: ((name: string) => Value | undefined) | undefined;

  constructor(parent?: Scope, host?: (name: string) => Value | undefined) {
    this.#parent = parent;
    this.#host = host;
  }

  get(name: string): Value | undefined {
    const own = this.#values.get(name);
    if (own !== undefined) return own;
    return this.#parent === undefined ? this.#host?.(name) : this.#parent.get(name);
  }

  set(name: string, value: Value): void {
    this.#values.set(name, value);
  }

  /** What was set here itself. */
  own(): ReadonlyMap<string, Value> {
    return this.#values;
  }
}
