/** A text that nodes point into. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** A line and a column of a source, both counted from 1. */
export interface Spot {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export function spotOf({ path, text }: Source, offset: number): Spot {
  let line = 1;
  let start = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < offset; at = text.indexOf("\n", at + 1)) {
    line += 1;
    start = at + 1;
  }
  return { path, line, column: offset - start + 1 };
}
