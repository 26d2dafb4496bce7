/** The names of one history: where case does not count, each goes by its first spelling. */
export class Spelling {
  readonly #relations = new Map<string, string>();
  readonly #columns = new Map<string, string>();

  relation(written: string): string {
    return first(this.#relations, written);
  }

  column(written: string): string {
    return first(this.#columns, written);
  }
}

function first(known: Map<string, string>, written: string): string {
  const key = written.toLowerCase();
  const spelt = known.get(key) ?? written;
  known.set(key, spelt);
  return spelt;
}
