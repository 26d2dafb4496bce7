/** Longest text that stands for itself. */
const SHORT = 60;

/** A short name for each long text, so that texts made of texts do not grow without end. */
export class ShortNames {
  readonly #ids = new Map<string, string>();

  of(text: string): string {
    if (text.length < SHORT) return text;
    const known = this.#ids.get(text) ?? `@${this.#ids.size}`;
    this.#ids.set(text, known);
    return known;
  }
}
