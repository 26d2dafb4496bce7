import { Endless } from "./world.ts";

const STEPS = 50_000;
const DEPTH = 600;

/** What a program may take to be read: it is not run, but a loop that never ends is followed like any other. */
export interface Limits {
  readonly step: () => void;
  /** One step that may hold others. */
  readonly inside: <T>(read: () => T) => T;
}

/** Throws `Endless` where it takes more than any migration that a person wrote. */
export function limits(): Limits {
  let steps = 0;
  let depth = 0;
  const step = (): void => {
    if (++steps > STEPS) throw new Endless("too many steps");
  };
  return {
    step,
    inside(read) {
      step();
      if (++depth > DEPTH) throw new Endless("nested too deeply");
      try {
        return read();
      } finally {
        depth--;
      }
    },
  };
}
