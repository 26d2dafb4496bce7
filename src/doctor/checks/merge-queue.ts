import { defineCheck } from "../../model/diagnosis.ts";
import type { Granted } from "../../model/sighting.ts";

const unheard = ({ permissions, events }: Granted): string | undefined => {
  if (permissions["merge_queues"] === undefined) return "`merge_queues: read` is not granted";
  return events.includes("merge_group") ? undefined : "the App is not subscribed to `merge_group`";
};

export default defineCheck({
  id: "merge-queue",
  title: "Does the merge queue reach us?",
  why: "GitHub tells of a merge group only whoever may read merge queues. A queue that requires a check which never comes throws every pull request out.",
  look({ branch, installed }) {
    if (branch === undefined) return [];
    const { hasQueue, name } = branch;
    if ("unseen" in hasQueue) return [{ state: "unseen", said: hasQueue.unseen }];
    if (!hasQueue.value) return [{ state: "fine", said: `No ruleset sends \`${name}\` through a merge queue` }];
    if (installed === undefined || "unseen" in installed)
      return [{ state: "unseen", said: `\`${name}\` has a merge queue; whether we hear of it is not known` }];
    const why = unheard(installed.value);
    if (why === undefined) return [{ state: "fine", said: `\`${name}\` has a merge queue, and we hear of it` }];
    return [
      {
        state: "problem",
        said: `\`${name}\` has a merge queue, and we never hear of it: ${why}`,
        remedy: "Have the installation's owner accept the permission; until then do not require the check in the queue",
      },
    ];
  },
});
