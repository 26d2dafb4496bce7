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

  /** Where it stands now, to come back to. */
  mark(): readonly [parts: number, length: number, marks: number] {
    return [this.#parts.length, this.#length, this.map?.size ?? 0];
  }

  /** Takes back what was written since. */
  cut([parts, length, marks]: ReturnType<Output["mark"]>): void {
    this.#parts.length = parts;
    this.#length = length;
    this.map?.cut(marks);
  }

  text(): string {
    return this.#parts.join("");
  }
}
