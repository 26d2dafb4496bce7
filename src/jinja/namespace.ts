import { Thing, type Value } from "./value.ts";

/** `namespace(a=1)`: what a loop can change so that it is seen outside. */
export class Namespace extends Thing {
  readonly #values: Map<string, Value>;
  constructor(values: Iterable<readonly [string, Value]>) {
    super();
    this.#values = new Map(values);
  }
  attribute(name: string): Value | undefined {
    return this.#values.get(name);
  }
  text(): string {
    return "<Namespace>";
  }
  override assign(name: string, value: Value): boolean {
    this.#values.set(name, value);
    return true;
  }
}
