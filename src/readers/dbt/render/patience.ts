import { DEFAULT_LIMITS, type Limits } from "../../../jinja/limits.ts";

/**
 * Steps of all renderings of a repository together. The largest public one known, 7,448 models both ways, takes 13 million. Every
 * 16 letters of a text cost one, so that memory is bounded too.
 */
const ALL = 120_000_000;
/** What each may still take once all are used up: more than most models do. */
const LEAST = 5_000;
/** No rendering takes more than this share of what is left. */
const SHARE = 20;

/** What the renderings of one repository may cost together: a thousand hostile templates, each within its own limit, would hold up a review. */
export class Patience {
  #left: number;

  constructor(all = ALL) {
    this.#left = all;
  }

  limits(): Limits {
    const steps = Math.min(DEFAULT_LIMITS.steps, Math.max(LEAST, Math.floor(this.#left / SHARE)));
    return { ...DEFAULT_LIMITS, steps };
  }

  spend(steps: number): void {
    this.#left = Math.max(0, this.#left - steps);
  }
}
