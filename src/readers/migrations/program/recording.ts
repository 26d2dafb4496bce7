import type { Spot, Unknown } from "../../../code/value.ts";
import { Endless } from "../../../code/world.ts";
import type { TextGap } from "../../../sql/act.ts";
import { conditional, quoted, unknown } from "./gaps.ts";

interface Doubt {
  readonly condition: Unknown;
  readonly holds: boolean;
  readonly spot: Spot;
  told: boolean;
}

/** More than any migration that a person wrote. */
const MANY = 3000;

/** What a program does to the schema, in order, with what could not be known about it. */
export class Recording<T> {
  #items: T[] = [];
  #doubts: Doubt[] = [];
  readonly gaps: TextGap[] = [];

  get items(): readonly T[] {
    return this.#items;
  }
  /** Everything now happens only if something exists, or does not. */
  get guarded(): boolean {
    return this.#doubts.some(({ condition }) => condition.guard);
  }
  get inDoubt(): boolean {
    return this.#doubts.length > 0;
  }

  add(item: T): void {
    if (this.#items.length >= MANY) throw new Endless("too many changes");
    this.#items.push(item);
    for (const doubt of this.#doubts) {
      if (doubt.told || doubt.condition.guard) continue;
      doubt.told = true;
      const { condition, holds, spot } = doubt;
      const reason = `whether ${quoted(condition.why)} holds is only known when it runs; what depends on it is read as if it ${holds ? "did" : "did not"}`;
      this.gaps.push(conditional(spot, reason, condition.why));
    }
  }

  doubt(condition: Unknown, holds: boolean, spot: Spot): () => void {
    const doubt: Doubt = { condition, holds, spot, told: false };
    this.#doubts.push(doubt);
    return () => {
      this.#doubts = this.#doubts.filter((one) => one !== doubt);
    };
  }

  /** What happens instead of what was read: too much to be read as if both ran. */
  aside(condition: Unknown, spot: Spot, run: () => void, harmless: (item: T) => boolean): void {
    const [items, doubts, gaps] = [this.#items, this.#doubts, this.gaps.length];
    this.#items = [];
    this.#doubts = [];
    run();
    const other = this.#items;
    [this.#items, this.#doubts] = [items, doubts];
    this.gaps.length = gaps;
    if (other.length === 0) return;
    const reason = `what runs where ${quoted(condition.why)} comes out the other way is not followed`;
    this.gaps.push(unknown(spot, reason, condition.why, !other.every(harmless)));
  }

  /** Takes out what `run` records. */
  apart(run: () => void): readonly T[] {
    const before = this.#items;
    this.#items = [];
    try {
      run();
      return this.#items;
    } finally {
      this.#items = before;
    }
  }

  replace(items: readonly T[]): void {
    this.#items = [...items];
  }
}
