/** The one thing that the store's tables need of a database; the same SQL runs on PGlite and on PostgreSQL. */
export interface Sql {
  /** The rows of one statement, its values by `$1`, `$2` … A bigint comes back as a number, jsonb as what it holds. */
  query<Row = Readonly<Record<string, unknown>>>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  /** Several statements without values, as a file holds them. */
  script(text: string): Promise<void>;
  /** All or nothing: rejects, and leaves no trace, where `work` rejects. What runs inside uses the `Sql` that it is given. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

/** Inside a transaction there is no other. */
export const nested = (): Promise<never> => Promise.reject(new Error("Unexpected transaction inside a transaction"));
