/** Which of the two commits a text stands in. */
export type Side = "base" | "head";

/** A spot in a repository's file. Lines and columns count from 1; `endLine` is the last line, included. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column?: number;
  readonly endLine?: number;
}
