/** An approved plan that a pull request adds or edits, and what its people said of the head at hand. */
export interface PlanApproval {
  /** Path. */
  readonly plan: string;
  /** Whose word it takes: its owner's and its code owners', as they are written (`@ada`, `@acme/data`). */
  readonly owners: readonly string[];
  /** Login of one of them, not the author, whose last word is an approval of this very head. */
  readonly by?: string;
}
