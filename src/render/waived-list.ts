import type { Waiver } from "../model/config.ts";
import type { GrantedWaiver } from "../model/grant.ts";
import type { Verdict } from "../model/verdict.ts";
import { code, prose } from "./escape.ts";
import { fold } from "./fold.ts";
import { type Links, placeLink, ruleLink } from "./links.ts";

/** What somebody lets pass, each with who, until when and why; unread text that somebody has read stands among it. */
export function waivedList({ waived, gaps }: Verdict, links: Links): string {
  const lines = [
    ...waived.map(({ finding: { subject, rule, place }, by }) => {
      const where = placeLink(place, place.side, links);
      return `- ${code(subject)} ${ruleLink(rule, links)} at ${where}: ${said(by)}`;
    }),
    ...gaps.flatMap(({ waived: by, key, place }) =>
      by === undefined ? [] : [`- ${code(key)} at ${placeLink(place, "head", links)}: ${said(by)}`],
    ),
  ];
  return lines.length === 0 ? "" : fold(`Waived: ${lines.length}`, lines.join("\n"));
}

function said(by: Waiver | GrantedWaiver): string {
  const who = "granted" in by ? `${code(by.owner)} in a comment here` : prose(by.owner);
  return `waived by ${who} until ${prose(by.until)}: ${prose(by.reason)}`;
}
