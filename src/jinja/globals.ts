import { numberOf } from "./compare.ts";
import { iterate } from "./iterate.ts";
import { Namespace } from "./namespace.ts";
import { Callable, Dict, PySet, Thing, Tuple, Undefined, type Arguments, type Running, type Value } from "./value.ts";

function range({ positional }: Arguments, run: Running): Value {
  const numbers = positional.map((one) => numberOf(one));
  if (numbers.includes(undefined)) throw run.failure("a number for `range`");
  const [from, to, step = 1] = numbers.length === 1 ? [0, numbers[0]] : numbers;
  if (step === 0 || from === undefined || to === undefined) throw run.failure("`range` with the step 0");
  const length = Math.max(0, Math.ceil((to - from) / step));
  run.charge(length);
  return Array.from({ length }, (_, i) => from + i * step);
}

function dict({ positional, named }: Arguments, run: Running): Value {
  const made = new Dict();
  for (const from of positional)
    for (const pair of from instanceof Dict ? from.entries() : iterate(from, run).map((one) => iterate(one, run))) {
      const [key = null, value = null] = pair;
      made.set(key, value);
    }
  for (const [key, value] of named) made.set(key, value);
  return made;
}

/** What `cycler` makes: a value after the other, again and again. */
class Cycler extends Thing {
  readonly #items: readonly Value[];
  #at = 0;
  constructor(items: readonly Value[]) {
    super();
    this.#items = items;
  }
  attribute(name: string): Value | undefined {
    const current = this.#items[this.#at % this.#items.length] ?? null;
    if (name === "current") return current;
    if (name === "next")
      return new Callable("next", () => {
        this.#at += 1;
        return current;
      });
    if (name !== "reset") return undefined;
    return new Callable("reset", () => {
      this.#at = 0;
      return null;
    });
  }
  text(): string {
    return "<Cycler>";
  }
}

class Joiner extends Thing {
  readonly #by: string;
  #used = false;
  constructor(by: string) {
    super();
    this.#by = by;
  }
  attribute(): undefined {
    return undefined;
  }
  text(): string {
    return "<Joiner>";
  }
  override call(): Value {
    if (this.#used) return this.#by;
    this.#used = true;
    return "";
  }
}

/** Jinja's own functions. */
export const globals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["range", new Callable("range", range)],
  ["dict", new Callable("dict", dict)],
  [
    "namespace",
    new Callable(
      "namespace",
      (args, run) =>
        new Namespace((dict(args, run) as Dict).entries().map(([key, value]) => [run.text(key), value] as const)),
      true,
    ),
  ],
  ["cycler", new Callable("cycler", ({ positional }) => new Cycler(positional))],
  ["joiner", new Callable("joiner", ({ positional }, run) => new Joiner(run.text(positional[0] ?? ", ")))],
  [
    "lipsum",
    new Callable("lipsum", (_, run) => {
      throw run.failure("`lipsum`, which is another text at each run");
    }),
  ],
]);

/** Python's own that dbt lends. */
export const pythonGlobals: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["set", new Callable("set", ({ positional }, run) => PySet.of(iterate(positional[0] ?? new Undefined(""), run)))],
  [
    "set_strict",
    new Callable("set_strict", ({ positional }, run) => PySet.of(iterate(positional[0] ?? new Undefined(""), run))),
  ],
  ["zip_strict", new Callable("zip_strict", ({ positional }, run) => zip(positional, run))],
  ["zip", new Callable("zip", ({ positional }, run) => zip(positional, run))],
]);

export function zip(lists: readonly Value[], run: Running): Value {
  const all = lists.map((one) => iterate(one, run));
  const length = Math.min(...all.map((one) => one.length));
  return Array.from(
    { length: Number.isFinite(length) ? length : 0 },
    (_, i) => new Tuple(all.map((one) => one[i] ?? null)),
  );
}
