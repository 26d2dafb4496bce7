/** Blobs by hash, the ones that were used longest ago given up first. A blob never changes, so nothing here is ever stale. */
export class BlobCache {
  readonly #most: number;
  readonly #blobs = new Map<string, Buffer>();
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get(hash: string): Buffer | undefined {
    const blob = this.#blobs.get(hash);
    if (blob === undefined) return undefined;
    this.#blobs.delete(hash);
    this.#blobs.set(hash, blob);
    return blob;
  }

  set(hash: string, blob: Buffer): void {
    if (blob.length > this.#most / 8 || this.#blobs.has(hash)) return;
    this.#blobs.set(hash, blob);
    this.#bytes += blob.length;
    for (const [oldest, { length }] of this.#blobs) {
      if (this.#bytes <= this.#most) return;
      this.#blobs.delete(oldest);
      this.#bytes -= length;
    }
  }
}
