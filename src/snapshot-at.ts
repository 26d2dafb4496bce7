import { readyParser } from "./columns/parse/read-query.ts";
import { gather } from "./gather.ts";
import type { Snapshot } from "./model/snapshot.ts";
import type { Repository } from "./ports.ts";
import { readers as every } from "./readers.ts";
import { read } from "./readers/read.ts";

/** Those that yield tables and models. */
const READERS = new Set(["migrations", "dbt"]);

/** What one commit holds of tables and models, with the parser ready to follow their columns. */
export async function snapshotAt(
  repository: Repository,
  commit: string,
  config?: { readonly path: string; readonly text: string },
): Promise<Snapshot> {
  const readers = every.filter(({ id }) => READERS.has(id));
  const gathered = await gather(repository, commit, commit, { readers, ...(config !== undefined && { config }) });
  const [snapshot] = await Promise.all([
    read(gathered.head, readers, gathered.config.config, new Map()),
    readyParser(),
  ]);
  return snapshot;
}
