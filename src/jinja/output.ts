import type { SourceMap } from "./source-map.ts";

/** Text on its way out. Only a template's own output keeps a map; captured text belongs to where it is printed. */
export class Output {
  readonly #parts: string[] = [];
  readonly map: SourceMap | undefined;
  #length = 0;

  constructor(map?: SourceMap) {
    this.map = map;
  }

  get length(): number {
    return this.#length;
  }

  write(text: string, at: number, literal: boolean): void {
    if (text === "") return;
    this.map?.add(this.#length, at, literal);
    this.#parts.push(text);
    this.#length += text.length;
  }

  text(): string {
    return this.#parts.join("");
  }
}
