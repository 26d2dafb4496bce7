/**
 * Where each piece of a rendered text comes from: for a piece of the template's own text letter by letter, for everything
 * else the tag that wrote it (through macros: the call).
 */
export class SourceMap {
  /** Triples: place in the output, place in the source, 1 where the two run side by side. */
  readonly #marks: number[] = [];

  add(out: number, source: number, literal: boolean): void {
    this.#marks.push(out, source, literal ? 1 : 0);
  }

  get size(): number {
    return this.#marks.length;
  }

  cut(size: number): void {
    this.#marks.length = size;
  }

  /** The offset in the source that wrote the output's offset. */
  sourceOf(out: number): number {
    let low = 0;
    let high = this.#marks.length / 3 - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#marks[middle * 3] ?? 0) <= out) low = middle;
      else high = middle - 1;
    }
    const [from = 0, source = 0, literal = 0] = this.#marks.slice(low * 3, low * 3 + 3);
    return literal === 1 ? source + Math.max(0, out - from) : source;
  }
}
