import { cellCode, inline } from "./escape.ts";
import { link } from "./links.ts";
import type { RuleFacts } from "./rule-facts.ts";

const LEVEL: Readonly<Record<RuleFacts["level"], string>> = {
  block: "block",
  review: "review",
  notice: "notice",
  off: "off",
  "block beside breaking": "review; block beside a breaking change",
};

/** The README's table of rules. `page` leads from the README to a rule's page, relative or absolute. */
export function renderRuleTable(rules: readonly RuleFacts[], page?: (id: string) => string): string {
  const rows = rules
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, level, docs }) => `| ${named(id, page?.(id))} | ${LEVEL[level]} | ${inline(docs.title, cellCode)} |`);
  return ["| Rule | Level | What it sees |", "| --- | --- | --- |", ...rows, ""].join("\n");
}

const named = (id: string, address: string | undefined): string =>
  address === undefined || /^https?:/.test(address)
    ? link(cellCode(id), address)
    : `[${cellCode(id)}](${encodeURI(address)})`;
