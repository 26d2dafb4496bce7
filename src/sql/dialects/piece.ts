import type { Token } from "../lex.ts";

/** One statement's tokens, without what ends it. */
export type Piece = readonly Token[];
