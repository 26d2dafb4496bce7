/** A map that forgets what was put in first once it holds too much. */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: K, value: V): this {
    super.set(key, value);
    const oldest = this.keys().next();
    if (this.size > this.#most && oldest.done === false) this.delete(oldest.value);
    return this;
  }
}
