import type { Query } from "../query.ts";

/** A text is one query, or it is said why not. */
export type ReadQuery = { readonly query: Query } | { readonly unread: string };

/** Reads texts, which may be attacks on whoever reads them: it never throws, and it ends. */
export interface QueryReader {
  /** Makes ready for the texts of one review. */
  begin(): Promise<void>;
  /** @param dialect as the parser calls it. */
  read(sql: string, dialect: string): ReadQuery;
}
