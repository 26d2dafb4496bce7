import type { ProbotOctokit } from "probot";
import type { ReviewJob, RevisitJob } from "./job.ts";
import type { Log } from "./log.ts";
import { openPulls } from "./open-pulls.ts";
import { repositoriesOf } from "./repositories-of.ts";

/** Each repository costs a question and each pull request five or more, of the five thousand that an hour has. */
const MOST_REPOSITORIES = 200;
const MOST = 500;

/** A look at what is open, answered or not: what could not be asked before may be asked now. The rest comes with its next push. */
export async function revisit(job: RevisitJob, octokit: ProbotOctokit, log: Log): Promise<readonly ReviewJob[]> {
  const { installation, fresh } = job;
  const looks: ReviewJob[] = [];
  let repositories = 0;
  for await (const page of repositoriesOf(octokit, installation))
    for (const target of page) {
      if (repositories === MOST_REPOSITORIES || looks.length >= MOST) {
        log.warn(
          { repositories },
          "too many repositories to look at all that is open; the others are left to their pushes",
        );
        return looks.slice(0, MOST);
      }
      looks.push(...(await openPulls(octokit, target, { fresh })));
      repositories += 1;
    }
  return looks.slice(0, MOST);
}
