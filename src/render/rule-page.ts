import { block, code, inline, prose } from "./escape.ts";
import { owedWords } from "./owed.ts";
import { isSource, LEVEL_WORDS, type RuleFacts } from "./rule-facts.ts";

/** A case of a rule as its page shows it: `shown` is the case's `expected.md`. */
export interface ShownCase {
  readonly name: string;
  readonly shown: string;
}

/** The page of a rule, from its declaration and its cases. */
export function renderRulePage(rule: RuleFacts, cases: readonly ShownCase[] = []): string {
  const { id, docs, aliases } = rule;
  const parts = [
    `# ${code(id)}`,
    `**${inline(docs.title)}**`,
    facts(rule),
    `## What it sees\n\n${inline(docs.sees)}`,
    `## Why\n\n${inline(docs.why)}`,
    `## Instead\n\n${isSource(docs.instead) ? block(docs.instead, rule.on.some((kind) => kind.startsWith("plan.")) ? "markdown" : "sql") : inline(docs.instead)}`,
    ...(docs.offers === undefined
      ? []
      : [`## What a finding offers\n\nAs SQL for the very case: ${inline(docs.offers)}`]),
    `## Setting it\n\nIn ${code(".github/dataplan.yml")} on the base branch:\n\n${block(`rules:\n  ${id}: review # block, review, notice or off`, "yaml")}`,
    ...(cases.length > 0 ? ["## Cases", ...cases.map(caseText)] : []),
    ...(aliases.length > 0 ? [`<sub>Known elsewhere as ${aliases.map((alias) => code(alias)).join(", ")}</sub>`] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

function facts({ level, owes, verdicts }: RuleFacts): string {
  const axes = Object.entries(verdicts).map(([axis, value]) => `${axis} ${value}`);
  const owed = owes.length === 0 ? "Nothing: it is put right, or waived" : owedWords(owes);
  return [
    "| | |",
    "| --- | --- |",
    `| Level | ${prose(LEVEL_WORDS[level])} |`,
    `| Verdicts | ${prose(axes.join(", "))} |`,
    `| Owes | ${prose(owed)} |`,
  ].join("\n");
}

/** A case's own headings go one level below the page's. */
const caseText = ({ name, shown }: ShownCase): string => `### ${code(name)}\n\n${shown.replace(/^# .*\n+/, "").trim()}`;
