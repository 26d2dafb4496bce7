import type { Sql } from "./sql.ts";

/** Where the App keeps what must outlive its process. */
export interface Database extends Sql {
  readonly kind: "pglite" | "postgres";
  /** Calls `heard` whenever somebody tells something on the channel, and after every gap in which that may have been missed. */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
