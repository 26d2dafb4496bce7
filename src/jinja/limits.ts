/** Budgets of one rendering. Each exceeded one is an error with its place. */
export interface Limits {
  /** Nodes evaluated, plus elements and text that one operation handles. */
  readonly steps: number;
  /** Nested evaluations; a macro call takes about six. */
  readonly depth: number;
  /** Characters of the output and of any text on the way. */
  readonly text: number;
  /** Rounds of all loops together. */
  readonly rounds: number;
  /** The outer guard, asked now and then: true ends the rendering. */
  readonly expired?: () => boolean;
}

export const DEFAULT_LIMITS: Limits = { steps: 4_000_000, depth: 1200, text: 5_000_000, rounds: 200_000 };
