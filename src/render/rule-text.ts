import { owedWords } from "./owed.ts";
import { paint } from "./paint.ts";
import { isSource, LEVEL_WORDS, type RuleFacts } from "./rule-facts.ts";
import { wrap } from "./wrap.ts";

/** The page of a rule for a terminal. */
export function renderRuleText(rule: RuleFacts, { colour, width }: { colour: boolean; width: number }): string {
  const { strong, faint } = paint(colour);
  const { docs, owes, aliases } = rule;
  const said = (title: string, text: string): string => `${strong(title)}\n  ${wrap(text, width - 2, "  ")}`;
  const source = docs.instead
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
  const axes = Object.entries(rule.verdicts).map(([axis, value]) => `${axis} ${value}`);
  const parts = [
    `${strong(rule.id)}  ${docs.title}`,
    said("What it sees", docs.sees),
    said("Why", docs.why),
    isSource(docs.instead) ? `${strong("Instead")}\n${source}` : said("Instead", docs.instead),
    ...(docs.offers === undefined ? [] : [said("What a finding offers, as SQL for the very case", docs.offers)]),
    said("Level", LEVEL_WORDS[rule.level]),
    said("Verdicts", axes.join(" · ")),
    ...(owes.length > 0 ? [said("Owes", owedWords(owes))] : []),
    ...(aliases.length > 0 ? [faint(`also known as ${wrap(aliases.join(", "), width - 14, "  ")}`)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** All rules, one line each. */
export function renderRuleList(rules: readonly RuleFacts[], { colour }: { colour: boolean }): string {
  const { strong, faint } = paint(colour);
  const left = Math.max(...rules.map(({ id }) => id.length)) + 2;
  return rules
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, level, docs }) => `${strong(id.padEnd(left))}${docs.title}  ${faint(level)}\n`)
    .join("");
}
