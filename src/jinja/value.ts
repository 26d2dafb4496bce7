/**
 * A value of a template. None is `null`, an integer a JavaScript number, a list a mutable array: what Python can change in
 * place must be changeable here too.
 */
export type Value =
  | null
  | boolean
  | number
  | string
  | Value[]
  | Float
  | Tuple
  | Dict
  | PySet
  | Undefined
  | Unknown
  | Callable
  | Thing;

export interface Arguments {
  readonly positional: readonly Value[];
  readonly named: ReadonlyMap<string, Value>;
}

/** What a function of the host may ask of the rendering that calls it. */
export interface Running {
  /** As Python's `str`; a tainted value becomes a hole. */
  text(value: Value): string;
  /** Counts work against the budget. */
  charge(steps: number): void;
  /** A text that grew is held to the limit. */
  sized(text: string): string;
  call(callee: Value, args: Arguments): Value;
  /** The error to throw: it knows the place. */
  failure(reason: string, kind?: "limit" | "raised" | "template"): Error;
  /** A branch that dbt would not take is walked for what it reads: nothing may be changed. */
  readonly ghost: boolean;
}

/** A Python float, which `4 / 2` is too: it prints as `2.0`. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}

export class Tuple {
  readonly items: readonly Value[];
  constructor(items: readonly Value[]) {
    this.items = items;
  }
}

/** A name or attribute that is not there: it prints as nothing, counts as false and iterates as empty. */
export class Undefined {
  readonly path: string;
  constructor(path: string) {
    this.path = path;
  }
}

/** The value, where there is one: None is a value, and `??` would take it for nothing. */
export const orUndefined = (value: Value | undefined, name: string): Value =>
  value === undefined ? new Undefined(name) : value;

/**
 * Taint: a value that only a run knows. `stand` is what dbt has in its place while it parses, and decides branches. An
 * `assumed` one is printed as its stand-in (the production target's name); any other leaves a hole.
 */
export class Unknown {
  readonly reason: string;
  readonly stand: Value;
  readonly assumed: boolean;
  constructor(reason: string, stand: Value = null, assumed = false) {
    this.reason = reason;
    this.stand = stand;
    this.assumed = assumed;
  }
}

export class Callable {
  readonly name: string;
  readonly call: (args: Arguments, run: Running) => Value;
  /** Takes tainted arguments as they are; any other function's answer is tainted with them. */
  readonly minds: boolean;
  constructor(name: string, call: (args: Arguments, run: Running) => Value, minds = false) {
    this.name = name;
    this.call = call;
    this.minds = minds;
  }
}

/** An object of the host: a relation, a module, `loop`. */
export abstract class Thing {
  abstract attribute(name: string): Value | undefined;
  abstract text(): string;
  /** Assigned by `set thing.name = value`; false where it cannot be. */
  assign(_name: string, _value: Value): boolean {
    return false;
  }
  item(key: Value): Value | undefined {
    return typeof key === "string" ? this.attribute(key) : undefined;
  }
  call?(args: Arguments, run: Running): Value;
  /** What a `for` over it meets; absent where it is no list. */
  elements?(): readonly Value[];
  /** Arithmetic with this on the left. */
  operate?(operator: string, other: Value): Value | undefined;
  /** Below zero where this comes before the other; absent where there is no order. */
  order?(other: Thing): number | undefined;
}

type Key = string | number | boolean | null;

/** Keys that are equal in Python are one key here: text by its letters, tuples by their items. */
function keyOf(value: Value): Key {
  if (value === null || typeof value !== "object") return typeof value === "string" ? `s${value}` : value;
  if (value instanceof Float) return value.value;
  if (value instanceof Tuple) return `t${JSON.stringify(value.items.map(keyOf))}`;
  if (value instanceof Unknown) return `u${value.reason}`;
  return value instanceof Thing ? `o${value.text()}` : `?${typeof value}`;
}

/** A dict: insertion order, mutable. */
export class Dict {
  readonly #entries = new Map<Key, [Value, Value]>();

  static of(entries: Readonly<Record<string, Value>>): Dict {
    const dict = new Dict();
    for (const [key, value] of Object.entries(entries)) dict.set(key, value);
    return dict;
  }
  get size(): number {
    return this.#entries.size;
  }
  get(key: Value): Value | undefined {
    return this.#entries.get(keyOf(key))?.[1];
  }
  has(key: Value): boolean {
    return this.#entries.has(keyOf(key));
  }
  set(key: Value, value: Value): void {
    const own = keyOf(key);
    const known = this.#entries.get(own);
    if (known === undefined) this.#entries.set(own, [key, value]);
    else known[1] = value;
  }
  delete(key: Value): boolean {
    return this.#entries.delete(keyOf(key));
  }
  clear(): void {
    this.#entries.clear();
  }
  entries(): readonly (readonly [Value, Value])[] {
    return [...this.#entries.values()];
  }
  keys(): Value[] {
    return this.entries().map(([key]) => key);
  }
  values(): Value[] {
    return this.entries().map(([, value]) => value);
  }
}

/** A set, in the order of insertion: Python's own order is not to be relied on. */
export class PySet {
  readonly items = new Dict();
  static of(values: readonly Value[]): PySet {
    const set = new PySet();
    for (const value of values) set.items.set(value, null);
    return set;
  }
}
