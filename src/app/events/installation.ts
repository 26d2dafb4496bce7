import type { Job } from "../job.ts";
import type { Payload } from "../payload.ts";

/** A large organisation comes with all it has; each repository costs a write, and those past this come with their pull requests. */
const MOST = 200;

/**
 * Repositories that have come to us, or come back. Those that have gone need no word: GitHub gives us no more tokens for them,
 * and what is still asked about them ends as gone.
 */
export function installed({ action, installation, repositories, repositories_added }: Payload): readonly Job[] {
  if (installation === undefined) return [];
  const came =
    action === "added" ? repositories_added : action === "created" || action === "unsuspend" ? repositories : [];
  return (came ?? []).slice(0, MOST).flatMap(({ id, full_name }) => {
    const [owner, name] = full_name.split("/");
    if (owner === undefined || name === undefined) return [];
    return [{ kind: "onboard", installation: installation.id, repository: id, owner, name, fresh: false }];
  });
}
