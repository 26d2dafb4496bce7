import { code } from "../../render/escape.ts";

const SHORTEST = 10;
const LONGEST = 500;

/** What is wrong with a reason, as Markdown; undefined where it is one. */
export function unreasoned(reason: string | undefined): string | undefined {
  if (reason === undefined || reason.trim() === "")
    return `Nothing was done: a reason is missing. Say ${code('reason="…"')}: whoever looks later will want it.`;
  if (reason.trim().length < SHORTEST)
    return `Nothing was done: ${code(reason)} is no reason that anybody will understand later; ${SHORTEST} characters are the least.`;
  if (reason.length > LONGEST) return `Nothing was done: the reason has more than ${LONGEST} characters.`;
  return undefined;
}
