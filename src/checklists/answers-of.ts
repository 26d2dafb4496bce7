import type { Answering } from "../model/answers.ts";
import type { AnyRule } from "../model/rule.ts";
import type { ItemRule } from "./item.ts";
import type { Part } from "../model/requirement.ts";

/** Row → what answers it. */
export function answersOf(
  rules: readonly AnyRule[],
  items: readonly ItemRule[],
): ReadonlyMap<number, readonly Answering[]> {
  const found = new Map<number, Answering[]>();
  const all = [
    ...rules.map((rule) => ({ rule, answers: rule.requirements ?? [], kinds: [] })),
    ...items.map((rule) => ({ rule, answers: rule.item.requirements, kinds: Object.keys(rule.item.asked) })),
  ];
  for (const { rule, answers, kinds } of all)
    for (const { row, parts, waits } of answers) {
      const answering = {
        id: rule.id,
        title: rule.docs.title,
        kinds,
        parts: parts.split("") as Part[],
        waits: waits ?? {},
      };
      found.set(row, [...(found.get(row) ?? []), answering]);
    }
  return found;
}
