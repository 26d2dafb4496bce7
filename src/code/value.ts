/** Lines and columns count from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
}

/** What a piece of a program stands for, as far as that can be known without running it. */
export type Value = string | number | boolean | null | readonly Value[] | ValueMap | Routine | Host | Unknown;
export type ValueMap = ReadonlyMap<string, Value>;

/** Something that only a run would tell. */
export class Unknown {
  /** As it is written. */
  readonly why: string;
  /** Its answer is whether something exists. */
  readonly guard: boolean;
  /** Of a text with holes: the words around them. */
  readonly words: string | undefined;
  constructor(why: string, { guard = false, words }: { readonly guard?: boolean; readonly words?: string } = {}) {
    this.why = why.length > 80 ? `${why.slice(0, 79)}…` : why;
    this.guard = guard;
    this.words = words;
  }
}

/** A block, a function, a lambda. */
export class Routine {
  readonly run: (args: readonly Value[], self?: Host) => Value;
  constructor(run: (args: readonly Value[], self?: Host) => Value) {
    this.run = run;
  }
}

/** Something that a tool gives to the program, and that answers to names. */
export abstract class Host {
  /** Undefined where it has no such name. */
  abstract send(name: string, args: Arguments): Value | undefined;
  get(_name: string): Value | undefined {
    return undefined;
  }
  set(_name: string, _value: Value): void {}
}

/** Letters of the program that are the argument, and where they stand. */
export interface Letters {
  readonly text: string;
  readonly spot: Spot;
}

export interface Arguments {
  readonly list: readonly Value[];
  /** `name: value`, in languages that have it. */
  readonly named: ValueMap;
  readonly block?: Routine;
  /** For each of `list`: its letters, where the text stands in the program as it is. */
  readonly letters: readonly (Letters | undefined)[];
  /** The call. */
  readonly spot: Spot;
  readonly text: string;
}

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value);
export const isMap = (value: Value | undefined): value is ValueMap => value instanceof Map;

/** The first thing in it, however deep, that is not known. */
export function unknownIn(value: Value | undefined): Unknown | undefined {
  if (value instanceof Unknown) return value;
  if (isList(value)) return value.map(unknownIn).find((found) => found !== undefined);
  if (isMap(value)) return [...value.values()].map(unknownIn).find((found) => found !== undefined);
  return undefined;
}
