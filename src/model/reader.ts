import type { Config } from "./config.ts";
import type { Fact, Gap } from "./fact.ts";

/** One file at one commit. */
export interface SourceFile {
  readonly path: string;
  /** Blob hash. */
  readonly hash: string;
  readonly text: string;
}

/**
 * Text → facts and gaps. `select` sees every path of the tree and says which files it wants; `parse` sees one text and is
 * memoised by (reader, version, hash), so it must not look at the path; `link` joins what was parsed and knows the paths.
 */
export interface Reader<P = unknown> {
  readonly id: string;
  /** Raised whenever `parse` answers differently than before. */
  readonly version: number;
  select(paths: readonly string[], config: Config): readonly string[];
  parse(text: string): P | Promise<P>;
  /**
   * `paths` is the whole tree again: a file may mean something by being there, and need not be asked for. `before` is what the
   * base branch had; the base itself has nothing before it.
   */
  link(
    files: readonly ParsedFile<P>[],
    config: Config,
    paths?: readonly string[],
    before?: readonly ParsedFile<P>[],
  ): Iterable<Fact | Gap> | Promise<Iterable<Fact | Gap>>;
}

export interface ParsedFile<P> {
  readonly path: string;
  readonly hash: string;
  readonly parsed: P;
}

export const defineReader = <P>(reader: Reader<P>): Reader<P> => reader;
