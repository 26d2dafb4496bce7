import { type Desk, HeadMoved } from "../ports.ts";
import { beginCheckRun, endCheckRun, writeCheckRun } from "./check-run.ts";
import type { Coordinates } from "./coordinates.ts";

export interface GroupDeskOptions extends Coordinates {
  readonly head: string;
  /** The queue's branch, as `refs/heads/…`. */
  readonly ref: string;
  readonly appId: number;
}

/** Where a merge group's answer is put: on its commit, for as long as the queue keeps its branch there. */
export interface GroupDesk extends Pick<Desk, "begin" | "check"> {
  /** Is it still what the queue wants to merge? */
  stands(): Promise<boolean>;
  /** Ends a check run that says that somebody is at work. */
  end(title: string): Promise<void>;
}

export function githubGroupDesk(options: GroupDeskOptions): GroupDesk {
  const { octokit, owner, repo, head, ref } = options;
  const stands = async (): Promise<boolean> => {
    try {
      const { data } = await octokit.rest.git.getRef({ owner, repo, ref: ref.replace(/^refs\//, "") });
      return data.object.sha === head;
    } catch (error) {
      if (error instanceof Error && "status" in error && error.status === 404) return false;
      throw error;
    }
  };
  const beforeWrite = async (): Promise<void> => {
    if (!(await stands())) throw new HeadMoved(`${ref} is no longer at ${head}`);
  };
  const at = { ...options, scope: ref, beforeWrite };
  return {
    stands,
    begin: () => beginCheckRun(at),
    check: (report, fresh) => writeCheckRun(at, report, fresh),
    end: (title) => endCheckRun(at, title),
  };
}
