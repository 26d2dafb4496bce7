export interface Dice {
  /** A whole number from 0, below the limit. */
  readonly below: (limit: number) => number;
  readonly one: <T>(of: readonly [T, ...T[]]) => T;
}

/** Numbers that look random and are the same for the same seed (mulberry32): a run that went wrong can be run again. */
export function random(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, one: (of) => of[below(of.length)] ?? of[0] };
}
