import type { ProbotOctokit } from "probot";
import type { ConfigFile } from "../config/read-file.ts";
import { organisationFloor } from "../github/organisation-floor.ts";
import { type Approvable, type Approvers, approversOf, noApprovers } from "./approvers-of.ts";
import { type Commits, commitsOf } from "./commits-of.ts";
import { statusOf } from "./is-refusal.ts";
import type { Target } from "./job.ts";
import type { Recall } from "./recall.ts";
import type { Permissions, Scope } from "./scope.ts";

/** What only GitHub knows of what is around one pull request, asked when an answer depends on it. */
export interface Organisation {
  /** What the owner of the repository sets for all of its own. */
  floor(): Promise<ConfigFile | undefined>;
  /** What this installation lets us miss, and what comes of it. */
  missing(): Promise<readonly string[]>;
  /** Those whose last word on this very head is an approval. */
  approvers(): Promise<Approvers>;
  /** Other open pull requests into the same branch, those that somebody works on first. */
  neighbours(most: number): Promise<readonly { readonly number: number; readonly commits: Commits }[]>;
  /** Rejects with MayNotAsk where the App lacks the permission. */
  isMember(team: string, login: string): Promise<boolean>;
}

/** Something that this installation does not let us ask. */
export class MayNotAsk extends Error {
  override readonly name = "MayNotAsk";
}

/** As much of a pull request as tells what is around it. */
export interface Reviewed extends Approvable {
  readonly base: { readonly ref: string };
}

/** What is kept for more than one look. */
export interface Around {
  readonly recall: Pick<Recall, "floorless">;
  client(scope: Scope): Promise<ProbotOctokit>;
  granted(installation: number): Promise<Permissions>;
}

/** Without a pull request nobody has approved anything. */
export function organisationOf(octokit: ProbotOctokit, target: Target, around: Around, pull?: Reviewed): Organisation {
  const { installation, repository, owner, name: repo } = target;
  const granted = (): Promise<Permissions> => around.granted(installation);
  return {
    floor: () => around.recall.floorless.find(owner, () => floorOf(around, target)),
    async missing() {
      if (pull === undefined || (await granted())["merge_queues"] !== undefined) return [];
      const branch = pull.base.ref;
      const { data } = await octokit.rest.repos.getBranchRules({ owner, repo, branch, per_page: 100 });
      if (!data.some(({ type }) => type === "merge_queue")) return [];
      return [
        `\`${branch}\` has a merge queue, and GitHub will not tell us of it: the App lacks \`merge_queues: read\`. A queue that requires this check waits in vain until an owner of the installation accepts it`,
      ];
    },
    approvers: async () => (pull === undefined ? noApprovers : approversOf(octokit, target, pull)),
    async neighbours(most) {
      if (pull === undefined) return [];
      const asked = { owner, repo, base: pull.base.ref, state: "open", sort: "updated", direction: "desc" } as const;
      const { data } = await octokit.rest.pulls.list({ ...asked, per_page: most + 1 });
      const others = data.filter(({ number }) => number !== pull.number).slice(0, most);
      return Promise.all(
        others.map(async (one) => ({ number: one.number, commits: await commitsOf(octokit, target, one) })),
      );
    },
    async isMember(team, login) {
      const [, org, team_slug] = /^@([^/]+)\/(.+)$/.exec(team) ?? [];
      if (org?.toLowerCase() !== owner.toLowerCase() || team_slug === undefined) return false;
      if ((await granted())["members"] === undefined) throw new MayNotAsk(unseen(team));
      const asking = await around.client({ installation, repository, work: "team" });
      try {
        const { data } = await asking.rest.teams.getMembershipForUserInOrg({ org, team_slug, username: login });
        return data.state === "active";
      } catch (error) {
        if (statusOf(error) === 404) return false;
        if (statusOf(error) === 403) throw new MayNotAsk(unseen(team));
        throw error;
      }
    },
  };
}

const unseen = (team: string): string => `who is in ${team}: the App lacks \`members: read\``;

/** The floor is in another repository than the one that the work is about. */
export const floorOf = async (around: Pick<Around, "client">, { installation, owner }: Target) =>
  organisationFloor(await around.client({ installation, work: "floor" }), owner);
