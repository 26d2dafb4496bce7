import type { LabelWish } from "../ports.ts";
import type { Coordinates } from "./coordinates.ts";

export interface LabelOptions extends Coordinates {
  readonly pull: number;
  readonly beforeWrite: () => Promise<void>;
}

/** Puts on and takes off what is not as it is wished; every other label is none of ours. GitHub tells names apart without case. */
export async function writeLabels(
  { octokit, owner, repo, pull: issue_number, beforeWrite }: LabelOptions,
  has: readonly string[],
  wanted: readonly LabelWish[],
): Promise<void> {
  const there = new Set(has.map((name) => name.toLowerCase()));
  const wrong = wanted.filter(({ name, holds }) => there.has(name.toLowerCase()) !== holds);
  if (wrong.length === 0) return;
  await beforeWrite();
  const labels = wrong.flatMap(({ name, holds }) => (holds ? [name] : []));
  if (labels.length > 0) await octokit.rest.issues.addLabels({ owner, repo, issue_number, labels });
  for (const { name } of wrong.filter(({ holds }) => !holds))
    try {
      await octokit.rest.issues.removeLabel({ owner, repo, issue_number, name });
    } catch (error) {
      // Somebody else was quicker.
      if (!(error instanceof Error && "status" in error && error.status === 404)) throw error;
    }
}
