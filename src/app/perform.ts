import { randomUUID } from "node:crypto";
import { HeadMoved } from "../ports.ts";
import { noteAnswer } from "../store/at-work.ts";
import { depart } from "../store/departures.ts";
import type { Outcome, Work } from "./inbox.ts";
import { isRefusal, isSuspended, statusOf, waitAskedFor } from "./is-refusal.ts";
import type { Job } from "./job.ts";
import type { Log } from "./log.ts";
import { onboard } from "./onboard.ts";
import { pressButton } from "./press-button.ts";
import { refreshBranch } from "./refresh-branch.ts";
import { resolveCommit } from "./resolve-commit.ts";
import { revisit } from "./revisit.ts";
import { reviewGroup } from "./review-group.ts";
import { reviewPull } from "./review-pull.ts";
import { runCommands } from "./run-commands.ts";
import type { World } from "./world.ts";

/** Does one job. Whatever goes wrong in it ends here, in the log, under the delivery that brought it. */
export const perform =
  (world: World): Work =>
  async (job, delivery) => {
    const { installation, kind } = job;
    const where = "repository" in job ? { repository: job.repository } : {};
    const subject =
      "sha" in job
        ? { sha: job.sha }
        : "pull" in job
          ? { pull: job.pull }
          : "branch" in job
            ? { branch: job.branch }
            : {};
    // Two looks at the same thing differ by `evaluation` alone.
    const which = { delivery, installation, ...where, ...subject, job: kind };
    const log = world.log.child({ ...which, evaluation: randomUUID().slice(0, 8) });
    const start = performance.now();
    const outcome = await carryOut(job, { ...world, log }, delivery, log).catch(async (error: unknown) => {
      if (error instanceof HeadMoved) world.meters.staleWrite();
      // Nobody is at work there any more; where it comes back, the rounds find it.
      if (job.kind === "review" && (statusOf(error) === 404 || isSuspended(error)))
        await noteAnswer(world.database, job);
      return outcomeOf(error, log);
    });
    const milliseconds = performance.now() - start;
    world.meters.work(kind, typeof outcome === "object" ? "again" : outcome, milliseconds / 1_000);
    if (outcome !== "failed")
      log.info({ milliseconds: Math.round(milliseconds) }, outcome === "done" ? "done" : "again");
    return outcome;
  };

async function carryOut(job: Job, world: World, delivery: string, log: Log): Promise<Outcome> {
  // Nothing is asked of GitHub, which would no longer answer.
  if (job.kind === "depart") {
    await depart(world.database, job.repository, job.installation);
    return "done";
  }
  const { installation } = job;
  if (job.kind === "revisit") {
    world.forgetGranted(installation);
    const looking = await world.client({ installation, work: "round" });
    await world.enqueue(delivery, await revisit(job, looking, log));
    return "done";
  }
  const { repository } = job;
  const work = job.kind === "command" || job.kind === "press" ? "command" : "review";
  const octokit = await world.client({ installation, repository, work });
  if (job.kind === "resolve") await world.enqueue(delivery, await resolveCommit(job, octokit));
  else if (job.kind === "onboard") await world.enqueue(delivery, await onboard(job, octokit, world));
  else if (job.kind === "refresh") await world.enqueue(delivery, await refreshBranch(job, octokit, log));
  else if (job.kind === "group") await reviewGroup(job, octokit, world, delivery, log);
  else if (job.kind === "press") await pressButton(job, octokit, world, delivery, log);
  else if (job.kind === "command") await runCommands(job, octokit, world, delivery, log);
  else {
    const head = await reviewPull(job, octokit, world, delivery, log);
    // Either GitHub's answer was behind its event or the event was overtaken; another look tells, and costs no write.
    if (head !== undefined && job.spoken !== undefined && head !== job.spoken) return { after: 0 };
  }
  return "done";
}

function outcomeOf(error: unknown, log: Log): Outcome {
  if (error instanceof HeadMoved) {
    log.info("the head moved on; looking again");
    return { after: 0 };
  }
  if (isRefusal(error)) {
    log.warn({ err: error }, "GitHub would not; asking again later");
    return { after: waitAskedFor(error) };
  }
  if (isSuspended(error)) {
    log.info("the installation is suspended: nothing is done for it");
    return "done";
  }
  if (statusOf(error) === 404) log.warn({ err: error }, "gone, or no longer ours to see");
  else log.error({ err: error }, "failed");
  return "failed";
}
