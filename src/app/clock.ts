/** How far our clock is from GitHub's, as its answers tell in passing: a token that we sign is only good while both agree. */
export class Clock {
  readonly #now: () => number;
  #ahead = 0;
  #heardAt = -Infinity;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** The `Date` of an answer that has just come; it is good to a second. */
  heard(date: string | null): void {
    const theirs = Date.parse(date ?? "");
    if (Number.isNaN(theirs)) return;
    this.#heardAt = this.#now();
    this.#ahead = this.#heardAt - theirs;
  }

  /** Milliseconds by which we are ahead (or behind, below zero) of what was last heard. */
  get ahead(): number {
    return this.#ahead;
  }

  /** Milliseconds since that. */
  get age(): number {
    return this.#now() - this.#heardAt;
  }
}
