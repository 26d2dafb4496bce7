/** Keeps what never changes, up to a size; what was not asked for longest goes first. */
export class BoundedMemory<V> {
  readonly #kept = new Map<string, { readonly value: V; readonly size: number }>();
  readonly #limit: number;
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const found = this.#kept.get(key);
    if (found === undefined) return undefined;
    this.#kept.delete(key);
    this.#kept.set(key, found);
    return found.value;
  }

  /** Takes the place of what was kept under this key. */
  replace(key: string, value: V, size: number): void {
    this.#size -= this.#kept.get(key)?.size ?? 0;
    this.#kept.delete(key);
    this.set(key, value, size);
  }

  set(key: string, value: V, size: number): void {
    if (size > this.#limit || this.#kept.has(key)) return;
    this.#kept.set(key, { value, size });
    this.#size += size;
    for (const [oldest, { size: freed }] of this.#kept) {
      if (this.#size <= this.#limit) break;
      this.#kept.delete(oldest);
      this.#size -= freed;
    }
  }
}
