import type { Call, Value } from "../../../code/python/value.ts";
import type { Draft } from "../python/draft.ts";
import type { Relation } from "./relation.ts";

/** A call of `op.*` (or of a batch's) with its arguments by name. */
export interface Operation {
  readonly call: Call;
  readonly draft: Draft;
  /** Enums that this program has made already. */
  readonly enums: Set<string>;
  /** A text; a gap where it cannot be known. */
  text(name: string): string;
  texts(name: string): readonly string[];
  value(name: string): Value | undefined;
  flag(name: string): boolean;
  /** The table that it is about, with its schema. */
  readonly table: Relation;
}
