import { defineCommand } from "../model/command.ts";
import { nearest } from "../model/nearest.ts";
import type { AnyRule } from "../model/rule.ts";
import { code, inline } from "../render/escape.ts";

export default defineCommand({
  usage: "RULE",
  summary: "Says what a rule sees, why it matters and what to do instead",
  who: "read",
  examples: ["/dataplan explain column-dropped"],
  run({ words }, { rules }) {
    const [name] = words;
    if (name === undefined) return [{ kind: "reply", markdown: `Which rule? These are there:\n\n${list(rules)}` }];
    const wanted = name.toLowerCase();
    const rule = rules.find(({ id, aliases }) => [id, ...aliases].some((known) => known.toLowerCase() === wanted));
    return [{ kind: "reply", markdown: rule === undefined ? unknown(name, rules) : explained(rule) }];
  },
});

function unknown(name: string, rules: readonly AnyRule[]): string {
  const ids = new Map(rules.flatMap(({ id, aliases }) => [id, ...aliases].map((known) => [known, id] as const)));
  const meant = nearest(name, ids.keys());
  const id = meant === undefined ? undefined : ids.get(meant);
  const hint = id === undefined ? `These are there:\n\n${list(rules)}` : `Did you mean ${code(id)}?`;
  return `There is no rule ${code(name.slice(0, 80))}. ${hint}`;
}

const list = (rules: readonly AnyRule[]): string =>
  rules.map(({ id, docs }) => `- ${code(id)}: ${inline(docs.title)}`).join("\n");

function explained({ id, level, docs, owes, aliases }: AnyRule): string {
  const parts = [
    `### ${inline(docs.title)}`,
    `${code(id)}, level ${code(level)}`,
    `**What it sees.** ${inline(docs.sees)}`,
    `**Why it matters.** ${inline(docs.why)}`,
    `**What to do instead.** ${inline(docs.instead)}`,
  ];
  if (owes.length > 0) parts.push(`**What is owed where it blocks:** ${owes.map((kind) => code(kind)).join(", ")}`);
  if (aliases.length > 0) parts.push(`Also known as ${aliases.map((alias) => code(alias)).join(", ")}.`);
  return parts.join("\n\n");
}
