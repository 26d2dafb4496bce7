import type { Arguments, Value } from "./value.ts";

/** The argument of a native function, by place or by name. */
export const argument = ({ positional, named }: Arguments, at: number, name: string): Value | undefined =>
  positional[at] ?? (positional.length > at ? positional[at] : named.get(name));
