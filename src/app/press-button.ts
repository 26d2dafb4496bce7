import type { ProbotOctokit } from "probot";
import { atLeast } from "../model/role.ts";
import { answerCommands } from "./answer-commands.ts";
import { bookOf } from "./book-of.ts";
import { commandsWorld } from "./commands-world.ts";
import type { PressJob } from "./job.ts";
import type { Log } from "./log.ts";
import { pullsAt } from "./pulls-at.ts";
import { standingOf } from "./standing-of.ts";
import type { World } from "./world.ts";
import { writeReply } from "./write-reply.ts";

/** What each button stands for, as if it had been said in a comment. */
const COMMANDS: Readonly<Record<string, string>> = { rerun: "review", "plan-stub": "plan" };

/**
 * Does what a button on a check stands for, with the rights of whoever pressed it, and only where the check's commit is still
 * the head: whoever pressed it looked at that one.
 */
export async function pressButton(
  job: PressJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<void> {
  const { kind: _, button, by, sha, pulls: __, ...target } = job;
  const verb = Object.hasOwn(COMMANDS, button) ? COMMANDS[button] : undefined;
  if (verb === undefined) return;
  const standing = await standingOf(octokit, job, by, log);
  const pulls = await pullsAt(octokit, job, sha);
  if (pulls.length === 0 && button === "rerun" && standing !== "unknown" && atLeast(standing, "read")) {
    // A commit of the merge queue is the head of no pull request.
    await world.enqueue(delivery, [{ ...target, kind: "resolve", sha, pulls: [], fresh: true }]);
  } else if (pulls.length === 0) log.info({ sha, button }, "the head moved on; the button is an old commit's");
  for (const { number: pull } of pulls) {
    const at = new Date().toISOString();
    const { config: ___, about, headNow: ____, ...asked } = commandsWorld({ ...target, pull, by, at }, octokit, world);
    const said = {
      repository: job.repository,
      pull,
      source: `press:${delivery}`,
      actor: { ...by, role: standing },
      at,
    };
    const spoken = [{ line: `/dataplan ${verb}`, verb, args: { words: [], options: {} } }];
    const { reply, review, refused } = await answerCommands(spoken, standing, {
      ...asked,
      speaker: { login: by.login, isApp: false },
      book: bookOf(world.ledger, said, about),
    });
    // A refusal goes to the log and the audit alone: a button that answers in public would be a way to write there.
    if (refused) log.warn({ by: by.login, button, pull }, "a button was pressed without the right to");
    else if (reply !== undefined)
      await writeReply(
        { ...target, pull, source: said.source, to: `${button}:${sha}`, head: sha },
        octokit,
        world,
        reply,
      );
    if (review) await world.enqueue(delivery, [{ kind: "review", ...target, pull, fresh: true }]);
  }
}
