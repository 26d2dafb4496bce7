import type { Command, CommandArguments } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import { code } from "../render/escape.ts";

const SHOWN = 80;

/** What is wrong with the arguments by their number and names alone, with the usage, as Markdown. */
export function misused(
  verb: string,
  { words, options, sets }: CommandArguments,
  { usage, words: [least, most] = [0, 0], options: known = [], sets: settable, examples }: Command,
): string | undefined {
  const how = `Usage: ${code(`/dataplan ${verb} ${usage}`.trimEnd())}${examples[0] === undefined ? "" : `, for example ${code(examples.at(-1) ?? "")}`}`;
  if (sets !== undefined && settable !== true)
    return `Nothing was done: ${code(`/dataplan ${verb}`)} takes no ${code("--set")}. ${how}`;
  const odd = Object.keys(options).find((name) => !known.includes(name));
  if (odd !== undefined) {
    const meant = nearest(odd, known);
    const hint = meant === undefined ? "" : ` Did you mean ${code(`${meant}=`)}?`;
    return `Nothing was done: ${code(`/dataplan ${verb}`)} knows no ${code(`${odd.slice(0, SHOWN)}=`)}.${hint} ${how}`;
  }
  const extra = words[most];
  if (extra !== undefined)
    return `Nothing was done: ${code(extra.slice(0, SHOWN))} is one word too many; quote what belongs together. ${how}`;
  return words.length < least ? `Nothing was done: something is missing. ${how}` : undefined;
}
