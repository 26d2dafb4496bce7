import { defineCommand } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import type { AnyRule } from "../model/rule.ts";
import { code } from "../render/escape.ts";
import { renderRulePage } from "../render/rule-page.ts";
import { renderRuleTable } from "../render/rule-table.ts";

export default defineCommand({
  usage: "RULE",
  summary: "Says what a rule sees, why it matters and what to do instead",
  who: "read",
  examples: ["/dataplan explain column-dropped"],
  run({ words: [name] }, { rules }) {
    if (name === undefined) return [{ kind: "reply", markdown: `Which rule?\n\n${renderRuleTable(rules)}` }];
    const wanted = name.toLowerCase();
    const rule = rules.find(({ id, aliases }) => [id, ...aliases].some((known) => known.toLowerCase() === wanted));
    return [{ kind: "reply", markdown: rule === undefined ? unknown(name, rules) : renderRulePage(rule) }];
  },
});

function unknown(name: string, rules: readonly AnyRule[]): string {
  const ids = new Map(rules.flatMap(({ id, aliases }) => [id, ...aliases].map((known) => [known, id] as const)));
  const id = ids.get(nearest(name, ids.keys()) ?? "");
  const hint = id === undefined ? `${code("/dataplan explain")} lists them.` : `Did you mean ${code(id)}?`;
  return `There is no rule ${code(name.slice(0, 80))}. ${hint}`;
}
