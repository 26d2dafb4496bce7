import type { ProbotOctokit } from "probot";
import * as registry from "../commands/index.ts";
import { writeComment } from "../github/sticky-comment.ts";
import type { Command, Effect, Role } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { code, prose } from "../render/escape.ts";
import { rules } from "../rules.ts";
import { type Spoken, commandsOf } from "./commands-of.ts";
import type { CommandJob } from "./job.ts";
import type { Log } from "./log.ts";
import { react } from "./react.ts";
import { mayUse, roleOf } from "./role-of.ts";
import type { World } from "./world.ts";

const commands: Readonly<Record<string, Command>> = registry;

/** Carries out what a comment asks for, in its order, and answers with one comment at most. */
export async function runCommands(
  job: CommandJob,
  octokit: ProbotOctokit,
  world: World,
  delivery: string,
  log: Log,
): Promise<void> {
  const spoken = commandsOf(job.body);
  if (spoken.length === 0) return;
  await react(octokit, job, "eyes", log);
  const role = await roleOf(octokit, job, job.author).catch((error: unknown) => {
    log.warn({ err: error }, "the author's role could not be found out; refused");
    return "unknown" as const;
  });
  const said: string[] = [];
  const wanted: Effect[] = [];
  let refused = false;
  for (const each of spoken) {
    const command = Object.hasOwn(commands, each.verb) ? commands[each.verb] : undefined;
    const no = refusal(each, command, role, said.length > 0);
    if (no !== undefined) {
      refused = true;
      said.push(`${code(each.line)}\n\n${no}`);
    } else if (command !== undefined) {
      const effects = await command.run(each.args, { commands, rules, pull: job.pull });
      for (const effect of effects)
        if (effect.kind === "reply") said.push(`${code(each.line)}\n\n${effect.markdown}`);
        else wanted.push(effect);
    }
  }
  if (said.length > 0) await reply(job, octokit, world, said.join("\n\n---\n\n"));
  if (wanted.some(({ kind }) => kind === "review")) await world.enqueue(delivery, [reviewOf(job)]);
  await react(octokit, job, refused ? "confused" : "rocket", log);
}

function refusal(
  { verb, problem }: Spoken,
  command: Command | undefined,
  role: Role | "none" | "unknown",
  again: boolean,
): string | undefined {
  if (role === "unknown") return "Nothing was done: your role in this repository could not be found out just now.";
  if (problem !== undefined) return `Nothing was done: this command has ${prose(problem)}.`;
  if (command === undefined) {
    const meant = nearest(verb, Object.keys(commands));
    const hint = meant === undefined ? "" : ` Did you mean ${code(`/dataplan ${meant}`)}?`;
    const rest = again ? "" : ` ${code("/dataplan help")} lists the commands.`;
    return `There is no such command.${hint}${rest}`;
  }
  if (mayUse(role, command.who)) return undefined;
  return `Nothing was done: this needs the role ${code(command.who)}, yours is ${code(role)}.`;
}

async function reply(job: CommandJob, octokit: ProbotOctokit, world: World, text: string): Promise<void> {
  const { appId, slug } = world.us();
  const at = { octokit, owner: job.owner, repo: job.name, pull: job.pull, appId };
  const options = { ...at, ...(slug === undefined ? {} : { bot: `${slug}[bot]` }), beforeWrite: async () => {} };
  // Under its own key, so that a second run of the same job finds the first one's reply.
  await writeComment(options, `reply ${job.comment}`, text, true);
}

const reviewOf = ({ installation, repository, owner, name, pull }: CommandJob) =>
  ({ kind: "review", installation, repository, owner, name, pull, fresh: true }) as const;
