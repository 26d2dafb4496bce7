import { defineCommand } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import type { AnyRule } from "../model/rule.ts";
import { code } from "../render/escape.ts";
import { renderDeclined } from "../render/declined-text.ts";
import { renderRulePage } from "../render/rule-page.ts";
import { renderRuleTable } from "../render/rule-table.ts";

export default defineCommand({
  usage: "RULE",
  summary: "Says what a rule sees, why it matters and what to do instead",
  who: "read",
  words: [0, 1],
  examples: ["/dataplan explain column-dropped"],
  run({ words: [name] }, { rules, declined }) {
    if (name === undefined)
      return [
        {
          kind: "reply",
          markdown: `Which rule?\n\n${renderRuleTable(rules.filter(({ aliases }) => !aliases.some((name) => name.startsWith("requirement-"))))}`,
        },
      ];
    const wanted = name.toLowerCase();
    const rule = rules.find(({ id, aliases }) => [id, ...aliases].some((known) => known.toLowerCase() === wanted));
    if (rule !== undefined) return [{ kind: "reply", markdown: renderRulePage(rule) }];
    for (const one of declined) {
      const id = one.ids.find((known) => known.toLowerCase() === wanted);
      if (id !== undefined) return [{ kind: "reply", markdown: renderDeclined(one, id) }];
    }
    return [{ kind: "reply", markdown: unknown(name, rules) }];
  },
});

function unknown(name: string, rules: readonly AnyRule[]): string {
  const ids = new Map(rules.flatMap(({ id, aliases }) => [id, ...aliases].map((known) => [known, id] as const)));
  const id = ids.get(nearest(name, ids.keys()) ?? "");
  const hint = id === undefined ? `${code("/dataplan explain")} lists them.` : `Did you mean ${code(id)}?`;
  return `There is no rule ${code(name.slice(0, 80))}. ${hint}`;
}
