import * as registry from "../commands/index.ts";
import { declined } from "../declined.ts";
import type { Command, CommandWorld, Role } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { code, prose } from "../render/escape.ts";
import { allRules } from "../rules.ts";
import type { Spoken } from "./commands-of.ts";
import { mayUse } from "./role-of.ts";

/** `unknown` where GitHub could not say. */
export type Standing = Role | "none" | "unknown";

/** What a comment's commands come to, together. */
export interface Answered {
  /** Markdown; absent where there is nothing to say. */
  readonly reply?: string;
  readonly review: boolean;
  readonly refused: boolean;
}

const commands: Readonly<Record<string, Command>> = registry;

/** Runs what may be run, in the comment's order. One refused or misspelt line holds up none of the others. */
export async function answerCommands(
  spoken: readonly Spoken[],
  standing: Standing,
  world: Omit<CommandWorld, "commands" | "rules" | "declined">,
): Promise<Answered> {
  const said: string[] = [];
  let review = false;
  let refused = false;
  const rules = await allRules();
  for (const each of spoken) {
    const command = Object.hasOwn(commands, each.verb) ? commands[each.verb] : undefined;
    const no = refusal(each, command, standing);
    if (no !== undefined) said.push(`${code(each.line)}\n\n${no}`);
    refused ||= no !== undefined;
    if (no !== undefined || command === undefined) continue;
    for (const effect of await command.run(each.args, { ...world, commands, rules, declined }))
      if (effect.kind === "reply") said.push(`${code(each.line)}\n\n${effect.markdown}`);
      else review = true;
  }
  return { ...(said.length > 0 ? { reply: said.join("\n\n---\n\n") } : {}), review, refused };
}

function refusal({ verb, problem }: Spoken, command: Command | undefined, standing: Standing): string | undefined {
  if (standing === "unknown") return "Nothing was done: your role in this repository could not be found out just now.";
  if (problem !== undefined) return `Nothing was done: this line has ${prose(problem)}.`;
  if (command === undefined) {
    const meant = nearest(verb, Object.keys(commands));
    const hint = meant === undefined ? "" : ` Did you mean ${code(`/dataplan ${meant}`)}?`;
    return `There is no such command.${hint} ${code("/dataplan help")} lists them.`;
  }
  if (mayUse(standing, command.who)) return undefined;
  return `Nothing was done: this needs the role ${code(command.who)}, yours is ${code(standing)}.`;
}
