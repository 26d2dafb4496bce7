import type { CommentRecall } from "../github/sticky-comment.ts";
import { BoundedMap } from "./bounded-map.ts";

/** What was seen last, as guesses that save a question: GitHub's answer to the next one proves or refutes them. */
export interface Recall {
  /** `repository#pull` → head. */
  readonly heads: Map<string, string>;
  readonly comments: CommentRecall;
}

const MOST = 5_000;

export const recall = (): Recall => ({ heads: new BoundedMap(MOST), comments: new BoundedMap(MOST) });
