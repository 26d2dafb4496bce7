import type { Dialect } from "./dialect.ts";
import type { QueryReader, ReadQuery } from "./query-reader.ts";

/** Where nobody else is named, the parser of this thread reads, which knows no limit of time. */
let load = async (): Promise<QueryReader> => (await import("./read-here.ts")).here;
let reader: QueryReader | undefined;

/** Who reads from now on. */
export function readQueriesWith(other: () => Promise<QueryReader>): void {
  load = other;
  reader = undefined;
}

/** `readQuery` wants it to have been waited for. */
export async function readyParser(): Promise<void> {
  reader ??= await load();
  await reader.begin();
}

/** Reads one query. */
export const readQuery = (sql: string, { parser }: Dialect): ReadQuery =>
  reader?.read(sql, parser) ?? { unread: "no parser was made ready" };
