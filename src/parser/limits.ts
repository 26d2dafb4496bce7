/** Kept from outside of the worker: while WASM runs, it hears nothing. Milliseconds of processor time, bytes and characters. */
export interface Limits {
  /** Until a new worker can read. */
  readonly start: number;
  /** For one text. Measured: of 13,000 real models the slowest takes 0.6 s. */
  readonly text: number;
  /** For all texts between two `begin`. Measured: 770 models take 2 s. */
  readonly together: number;
  /** That the process may grow by over one text, and that the worker may hold. */
  readonly memory: number;
  /** Of one answer: a text of 10 kB makes 100 kB of it, a hostile one of 500 kB makes 80 MB. */
  readonly answer: number;
  /** Of the answers that are kept, since base and head ask for most texts alike. */
  readonly kept: number;
}

export const DEFAULT_LIMITS: Limits = {
  start: 20_000,
  text: 4_000,
  together: 30_000,
  memory: 300e6,
  answer: 16e6,
  kept: 24e6,
};
