import { Thing, Undefined, type Value } from "../../../jinja/value.ts";

/** A package as a template names it: its macros, and undefined under the full name for what it lacks. */
export class PackageThing extends Thing {
  readonly #name: string;
  readonly #find: (macro: string) => Value | undefined;
  constructor(name: string, find: (macro: string) => Value | undefined) {
    super();
    this.#name = name;
    this.#find = find;
  }
  attribute(name: string): Value {
    return this.#find(name) ?? new Undefined(`${this.#name}.${name}`);
  }
  override item(): undefined {
    return undefined;
  }
  text(): string {
    return this.#name;
  }
}
