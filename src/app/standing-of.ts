import type { ProbotOctokit } from "probot";
import type { Standing } from "./answer-commands.ts";
import type { Target } from "./job.ts";
import type { Log } from "./log.ts";
import { roleOf } from "./role-of.ts";

/** The role, or `unknown` where GitHub does not say: whoever cannot be known is refused. */
export const standingOf = (
  octokit: ProbotOctokit,
  target: Target,
  who: { readonly login: string; readonly id: number },
  log: Log,
): Promise<Standing> =>
  roleOf(octokit, target, who).catch((error: unknown): Standing => {
    log.warn({ err: error }, "the author's role could not be found out; refused");
    return "unknown";
  });
