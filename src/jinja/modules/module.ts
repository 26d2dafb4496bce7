import { Thing, Undefined, type Value } from "../value.ts";

/** A Python module, or another bag of names; what it lacks is undefined under its full path. */
export class Module extends Thing {
  readonly #path: string;
  readonly #names: ReadonlyMap<string, Value>;
  constructor(path: string, names: Iterable<readonly [string, Value]>) {
    super();
    this.#path = path;
    this.#names = new Map(names);
  }
  attribute(name: string): Value {
    return this.#names.get(name) ?? new Undefined(`${this.#path}.${name}`);
  }
  override item(): undefined {
    return undefined;
  }
  text(): string {
    return `<module '${this.#path}'>`;
  }
}
