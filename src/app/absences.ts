import { BoundedMap } from "./bounded-map.ts";

const KEPT_MS = 60_000;

/**
 * What was not there a moment ago and is not asked for again yet; what is there is always asked for. GitHub gives no tag with
 * a 404 under which it would be free.
 */
export class Absences {
  readonly #until: BoundedMap<string, number>;
  readonly #now: () => number;
  #forgotten = 0;

  constructor(now: () => number, most: number) {
    this.#now = now;
    this.#until = new BoundedMap(most);
  }

  async find<T>(key: string, ask: () => Promise<T | undefined>): Promise<T | undefined> {
    const asked = this.#now();
    if (asked < (this.#until.get(key) ?? -Infinity)) return undefined;
    const before = this.#forgotten;
    const found = await ask();
    // What was told meanwhile may be newer than the answer.
    if (found === undefined && before === this.#forgotten) this.#until.set(key, asked + KEPT_MS);
    return found;
  }

  /** It may be there now. */
  forget(key: string): void {
    this.#forgotten += 1;
    this.#until.delete(key);
  }
}
