import { committedAt } from "../../git/committed-at.ts";
import type { GitRepository } from "../../git/repository.ts";
import { eventsOf } from "../../lineage/open-lineage/events-of.ts";
import type { Lineage } from "../../model/lineage.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { version } from "../version.ts";

/** OpenLineage events of a commit, one a line, as its file transport and its HTTP clients take them. */
export async function openLineage(
  repository: GitRepository,
  snapshot: Snapshot,
  namespace = "dataplan",
  lineage?: Lineage,
): Promise<string> {
  const [time, own] = await Promise.all([committedAt(repository, snapshot.sha), version()]);
  const producer = `https://www.npmjs.com/package/dataplan/v/${own}`;
  const events = eventsOf(snapshot, { time, producer, namespace }, lineage);
  return events.map((event) => `${JSON.stringify(event)}\n`).join("");
}
