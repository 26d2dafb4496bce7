import type { Arguments, Spot, Unknown, Value } from "./value.ts";

/** What a program is read in: the tool that would run it, and what it makes of everything that is not the language's own. */
export interface World {
  /** What a name means that the program itself does not explain. */
  name(name: string): Value | undefined;
  /** A call on nothing that is known: by a name alone (`receiver` absent), or on something unknown. */
  stray(name: string, args: Arguments, receiver?: Value): Value;
  /** What follows happens only if `condition` comes out as `holds`, which nobody can know. Ends with the function that it answers. */
  doubt(condition: Unknown, holds: boolean, spot: Spot): () => void;
  /** Reads something that happens only if what was read instead does not. */
  aside(condition: Unknown, spot: Spot, run: () => void): void;
  /** A part that cannot be read as a program. */
  broken(spot: Spot, text: string): void;
}

/** Thrown where the program leaves what it is in. */
export class Leave {
  readonly by: "return" | "break" | "next";
  readonly value: Value;
  constructor(by: "return" | "break" | "next", value: Value = null) {
    this.by = by;
    this.value = value;
  }
}

/** Thrown where reading the program takes too long. */
export class Endless extends Error {}
