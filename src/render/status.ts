import type { AuditEntry, PullNow } from "../model/command.ts";
import type { GrantedWaiver, Hold } from "../model/grant.ts";
import type { ShownFinding } from "../model/shown.ts";
import { code, inline, prose } from "./escape.ts";
import { OWED } from "./owed.ts";

const FINDINGS = 20;

/** How a pull request stands, from what was shown and what was granted. `may` is Markdown, `today` an ISO date. */
export function statusText({ head, shown, grants, audit }: PullNow, may: string, today: string): string {
  const verdict =
    shown === undefined
      ? `No answer about the head ${code(head.slice(0, 7))} was shown yet.`
      : `**${shown.conclusion}** at ${code(head.slice(0, 7))}: ${inline(shown.summary)}`;
  const prints = new Set(shown?.findings.map(({ fingerprint }) => fingerprint));
  return [
    verdict,
    owed(shown?.findings.filter(({ holds }) => holds) ?? []),
    listed("Held by", grants.holds.map(held)),
    listed(
      "Waivers given here",
      grants.waivers.map((waiver) => waived(waiver, today, shown === undefined || prints.has(waiver.fingerprint))),
    ),
    `**Who may waive:** ${may}`,
    listed("The last commands", audit.map(commanded)),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

const listed = (title: string, lines: readonly string[]): string =>
  lines.length === 0 ? "" : `**${title}**\n\n${lines.map((line) => `- ${line}`).join("\n")}`;

function owed(holding: readonly ShownFinding[]): string {
  const lines = holding.slice(0, FINDINGS).map(({ subject, rule, fingerprint, owed: kinds, unread }) => {
    const what =
      unread === true
        ? "somebody who reads it, since we cannot"
        : kinds.length === 0
          ? "a repair"
          : kinds.map((kind) => OWED[kind].toLowerCase()).join(", ");
    return `${code(subject)} (${code(rule)}, ${code(fingerprint)}): ${what}`;
  });
  const more = holding.length - lines.length;
  return listed("What is owed", more > 0 ? [...lines, `… and ${more} more`] : lines);
}

function waived(
  { subject, rule, fingerprint, owner, until, reason }: GrantedWaiver,
  today: string,
  used: boolean,
): string {
  const state = until < today ? `ended on ${until}` : `until ${until}`;
  return `${code(subject)} (${code(rule)}, ${code(fingerprint)}) by ${code(owner)}, ${state}${used ? "" : ", covers nothing on this head"}: ${prose(reason)}`;
}

const held = ({ owner, role, reason }: Hold): string => `${code(owner)} (${role}): ${prose(reason)}`;

function commanded({ at, actor, line, head, result }: AuditEntry): string {
  const where = head === undefined ? "" : ` at ${code(head.slice(0, 7))}`;
  return `${at.slice(0, 16).replace("T", " ")} ${code(actor)}: ${code(line)}${where} (${result})`;
}
