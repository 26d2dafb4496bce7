import * as registry from "../commands/index.ts";
import { declined } from "../declined.ts";
import type { Command, CommandWorld, Effect, Entry } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { atLeast, type Role } from "../model/role.ts";
import type { Answered } from "../ports.ts";
import { code, inline } from "../render/escape.ts";
import { allRules } from "../rules.ts";
import type { Spoken } from "./commands-of.ts";
import { misused } from "./misused.ts";

/** `unknown` where GitHub could not say. */
export type Standing = Role | "none" | "unknown";

/** What a comment's commands come to, together. */
export interface Replied {
  /** Markdown; absent where there is nothing to say. */
  readonly reply?: string;
  readonly review: boolean;
  readonly refused: boolean;
}

/** Where each line is carried out once. */
export interface Book {
  before(position: number): Promise<Answered | undefined>;
  carryOut(position: number, line: string, entries: readonly Entry[], answered: Answered): Promise<Answered>;
}

type World = Omit<CommandWorld, "commands" | "rules" | "declined" | "speaker"> & {
  readonly speaker: Pick<CommandWorld["speaker"], "login" | "isApp">;
  readonly book: Book;
};

const commands: Readonly<Record<string, Command>> = registry;

/** Runs what may be run, in the comment's order. One refused or misspelt line holds up none of the others. */
export async function answerCommands(
  spoken: readonly Spoken[],
  standing: Standing,
  { book, ...world }: World,
): Promise<Replied> {
  const said: string[] = [];
  let review = false;
  let refused = false;
  const rules = await allRules();
  for (const [position, each] of spoken.entries()) {
    const before = await book.before(position);
    const answered = before?.reply === undefined ? await answer(position, each) : before;
    if (answered.reply !== undefined) said.push(`${code(each.line)}\n\n${answered.reply}`);
    refused ||= answered.result === "refused";
    review ||= answered.review;
  }
  return { ...(said.length > 0 ? { reply: said.join("\n\n---\n\n") } : {}), review, refused };

  async function answer(position: number, each: Spoken): Promise<Answered> {
    const command = Object.hasOwn(commands, each.verb) ? commands[each.verb] : undefined;
    const no = refusal(each, command, standing, world.speaker.isApp);
    const speaker = {
      ...world.speaker,
      role: standing === "none" || standing === "unknown" ? "read" : standing,
    } as const;
    const effects =
      no !== undefined || command === undefined
        ? [{ kind: "refuse" as const, markdown: no ?? "" }]
        : await command.run(each.args, { ...world, speaker, commands, rules, declined });
    const { entries, ...answered } = sorted(effects);
    return { ...answered, ...(await book.carryOut(position, each.line, entries, answered)) };
  }
}

function sorted(effects: readonly Effect[]): Answered & { readonly entries: readonly Entry[] } {
  const words = effects.flatMap((effect) => ("markdown" in effect ? [effect.markdown] : []));
  return {
    result: effects.some(({ kind }) => kind === "refuse") ? "refused" : "done",
    review: effects.some(({ kind }) => kind === "review"),
    ...(words.length > 0 ? { reply: words.join("\n\n") } : {}),
    entries: effects.filter((effect): effect is Entry => effect.kind !== "review" && !("markdown" in effect)),
  };
}

function refusal(
  { verb, args, problem }: Spoken,
  command: Command | undefined,
  standing: Standing,
  isApp: boolean,
): string | undefined {
  if (standing === "unknown") return "Nothing was done: your role in this repository could not be found out just now.";
  if (problem !== undefined) return `Nothing was done: this line has ${inline(problem)}.`;
  if (command === undefined) {
    const meant = nearest(verb, Object.keys(commands));
    const hint = meant === undefined ? "" : ` Did you mean ${code(`/dataplan ${meant}`)}?`;
    return `There is no such command.${hint} ${code("/dataplan help")} lists them.`;
  }
  if (!atLeast(standing, command.who))
    return `Nothing was done: this needs the role ${code(command.who)}, yours is ${code(standing)}.`;
  if (isApp && command.person === true) return "Nothing was done: this takes a person, and no App is one.";
  return misused(verb, args, command);
}
