import type { Job } from "../job.ts";
import type { Payload } from "../payload.ts";

/** A large organisation comes with all it has; each repository costs a write, and those past this come with their pull requests. */
const MOST = 200;

type Listed = readonly { readonly id: number; readonly full_name: string }[];

/**
 * Repositories that have come to us, and those that have left. A suspension is no departure, and needs nothing of us: GitHub
 * refuses from then on. What comes back from one, or may be asked more than before, is looked at again; GitHub names no repositories then.
 */
export function installed(payload: Payload): readonly Job[] {
  const { action, installation, repositories = [], repositories_added, repositories_removed } = payload;
  if (installation === undefined) return [];
  const jobs = (kind: "onboard" | "depart", listed: Listed = []): readonly Job[] =>
    listed.slice(0, kind === "onboard" ? MOST : listed.length).flatMap(({ id, full_name }) => {
      const [owner, name] = full_name.split("/");
      if (owner === undefined || name === undefined) return [];
      return [{ kind, installation: installation.id, repository: id, owner, name, fresh: false }];
    });
  if (action === "unsuspend" || action === "new_permissions_accepted")
    return [{ kind: "revisit", installation: installation.id, fresh: false }];
  if (action === "created") return jobs("onboard", repositories);
  if (action === "deleted") return jobs("depart", repositories);
  return [...jobs("depart", repositories_removed), ...jobs("onboard", repositories_added)];
}
