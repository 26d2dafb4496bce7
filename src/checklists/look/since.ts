import type { Stage } from "./stage.ts";
import { about, statementsOf, type Statement } from "./statements.ts";

/**
 * What a stage says of a topic: below a heading of that name; where it has none, from the first statement that speaks of it to the end, or
 * to the first that speaks of one of the others.
 */
export function since(stage: Stage, topic: RegExp, others?: RegExp): readonly Statement[] {
  const headed = [...stage.parts, ...(stage.roots.length > 1 ? stage.roots : [])];
  if (headed.some(({ heading }) => topic.test(heading.toLowerCase()))) return about(stage, topic);
  const all = statementsOf(stage);
  const first = all.findIndex(({ text }) => topic.test(text.toLowerCase()));
  if (first < 0) return [];
  const rest = all.slice(first);
  const end = others === undefined ? -1 : rest.slice(1).findIndex(({ text }) => others.test(text.toLowerCase()));
  return end < 0 ? rest : rest.slice(0, end + 1);
}
