import { nearest } from "../../model/nearest.ts";
import { defineSubcommand } from "../subcommand.ts";
import type { Terminal } from "../terminal.ts";
import { UsageError } from "../usage-error.ts";

export default defineSubcommand({
  name: "explain",
  summary: "What a rule sees, why it matters and what to do instead",
  usage: ["explain RULE", "explain            (lists the rules)"],
  words: [0, 1],
  options: [{ name: "format", value: "FORMAT", choices: ["text", "markdown"], help: "text, markdown (default: text)" }],
  details: "RULE is a rule's id, or the name under which another tool knows it (`dataplan explain ban-drop-column`).",
  async run({ words, values }, terminal) {
    const { allRules, ruleNames, rules } = await import("../../rules.ts");
    const markdown = values["format"] === "markdown";
    const [asked] = words;
    if (asked === undefined) {
      const { renderRuleTable } = await import("../../render/rule-table.ts");
      const { renderRuleList } = await import("../../render/rule-text.ts");
      terminal.out(markdown ? renderRuleTable(rules) : renderRuleList(rules, terminal));
      return 0;
    }
    const lower = asked.toLowerCase();
    const id = ruleNames.get(asked) ?? [...ruleNames].find(([name]) => name.toLowerCase() === lower)?.[1];
    const rule = (await allRules()).find((one) => one.id === id);
    if (rule === undefined) {
      if (await tellDeclined(lower, markdown, terminal)) return 0;
      const meant = nearest(asked, ruleNames.keys());
      const hint = meant === undefined ? "" : `: did you mean ${ruleNames.get(meant) ?? meant}?`;
      throw new UsageError(`There is no rule ${asked}${hint}`, "dataplan explain lists them all");
    }
    if (rule.id !== asked && !markdown) terminal.err(`dataplan: ${asked} is ${rule.id} here\n`);
    const { renderRulePage } = await import("../../render/rule-page.ts");
    const { renderRuleText } = await import("../../render/rule-text.ts");
    terminal.out(markdown ? renderRulePage(rule) : renderRuleText(rule, terminal));
    return 0;
  },
});

/** An id that is known and has no rule: why not. */
async function tellDeclined(lower: string, markdown: boolean, terminal: Terminal): Promise<boolean> {
  const { declined } = await import("../../declined.ts");
  for (const one of declined) {
    const id = one.ids.find((known) => known.toLowerCase() === lower);
    if (id === undefined) continue;
    const { renderDeclined, renderDeclinedText } = await import("../../render/declined-text.ts");
    terminal.out(markdown ? renderDeclined(one, id) : renderDeclinedText(one, id, terminal));
    return true;
  }
  return false;
}
