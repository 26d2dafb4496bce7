/**
 * Kept by the parent, from outside: the engine's own `statement_timeout` never fires. Milliseconds of processor time a phase
 * (several times as much by the clock) and bytes that the process may grow by.
 */
export interface Limits {
  readonly start: number;
  readonly replay: number;
  readonly change: number;
  readonly memory: number;
}

export const DEFAULT_LIMITS: Limits = { start: 60_000, replay: 60_000, change: 20_000, memory: 1.5e9 };
