import type { Arguments, Running, Value } from "../value.ts";

/** A method of a built-in type. */
export type Method<T> = (self: T, args: Arguments, run: Running) => Value;
