import type { Db } from "pg-boss";
import type { Sql } from "./sql.ts";

/** Where the App keeps what must outlive its process. */
export interface Database extends Sql {
  readonly kind: "pglite" | "postgres";
  /** The same database as the queue wants it. On PostgreSQL the queue opens connections of its own, by `url`. */
  readonly queue: Db;
  readonly url?: string;
  close(): Promise<void>;
}
