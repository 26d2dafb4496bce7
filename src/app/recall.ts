import type { CommentRecall } from "../github/sticky-comment.ts";
import { Absences } from "./absences.ts";
import { BoundedMap } from "./bounded-map.ts";

/** What was seen last, as guesses that save a question: GitHub's answer to the next one proves or refutes them. */
export interface Recall {
  /** `repository#pull` → head. */
  readonly heads: Map<string, string>;
  readonly comments: CommentRecall;
  /** Owners that have no floor; no guess, but what was so a moment ago. */
  readonly floorless: Absences;
}

const MOST = 5_000;

/** `now` in milliseconds, from wherever. */
export const recall = (now: () => number): Recall => ({
  heads: new BoundedMap(MOST),
  comments: new BoundedMap(MOST),
  floorless: new Absences(now, MOST),
});
