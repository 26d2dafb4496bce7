import type { LabelWish } from "../ports.ts";
import type { Coordinates } from "./coordinates.ts";

export interface LabelOptions extends Omit<Coordinates, "octokit"> {
  readonly pull: number;
  /** GitHub for labels alone; asked for where there is something to write. */
  readonly labeller: () => Promise<Coordinates["octokit"]>;
  readonly beforeWrite: () => Promise<void>;
}

/** Puts on and takes off what is not as it is wished; every other label is none of ours. GitHub tells names apart without case. */
export async function writeLabels(
  { owner, repo, pull: issue_number, labeller, beforeWrite }: LabelOptions,
  has: readonly string[],
  wanted: readonly LabelWish[],
): Promise<void> {
  const there = new Set(has.map((name) => name.toLowerCase()));
  const wrong = wanted.filter(({ name, holds }) => there.has(name.toLowerCase()) !== holds);
  if (wrong.length === 0) return;
  const octokit = await labeller();
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
