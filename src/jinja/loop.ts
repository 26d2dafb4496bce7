import { equal } from "./compare.ts";
import { Callable, orUndefined, Thing, Tuple, type Arguments, type Running, type Value } from "./value.ts";

/** The `loop` of a `for`. */
export class Loop extends Thing {
  readonly #items: readonly Value[];
  readonly #depth: number;
  readonly #again: ((value: Value) => Value) | undefined;
  #changed: Value | undefined;
  index0 = 0;

  constructor(items: readonly Value[], depth: number, again: ((value: Value) => Value) | undefined) {
    super();
    this.#items = items;
    this.#depth = depth;
    this.#again = again;
  }

  attribute(name: string): Value | undefined {
    const { length } = this.#items;
    switch (name) {
      case "index":
        return this.index0 + 1;
      case "index0":
        return this.index0;
      case "revindex":
        return length - this.index0;
      case "revindex0":
        return length - this.index0 - 1;
      case "first":
        return this.index0 === 0;
      case "last":
        return this.index0 === length - 1;
      case "length":
        return length;
      case "depth":
        return this.#depth;
      case "depth0":
        return this.#depth - 1;
      case "previtem":
        return orUndefined(this.#items[this.index0 - 1], "loop.previtem");
      case "nextitem":
        return orUndefined(this.#items[this.index0 + 1], "loop.nextitem");
      case "cycle":
        return new Callable("cycle", ({ positional }) => positional[this.index0 % positional.length] ?? null, true);
      case "changed":
        return new Callable("changed", ({ positional }, run) => {
          const now = new Tuple(positional);
          const changed = this.#changed === undefined || !equal(this.#changed, now, run);
          this.#changed = now;
          return changed;
        });
      default:
        return undefined;
    }
  }

  text(): string {
    return `<LoopContext ${this.index0 + 1}/${this.#items.length}>`;
  }

  override call({ positional }: Arguments, run: Running): Value {
    if (this.#again === undefined) throw run.failure("`loop(…)` in a loop that is not `recursive`");
    return this.#again(positional[0] ?? null);
  }

  /** Of the loops around this one. */
  get depth(): number {
    return this.#depth;
  }
}
