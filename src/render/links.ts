import type { Place, Side } from "../model/place.ts";
import { code } from "./escape.ts";

/** A branch on which a new file can be begun: its repository's address for people, its name, and who would own a plan. */
export interface Editor {
  readonly web: string;
  readonly branch: string;
  readonly owner?: string;
}

/** Where things can be looked at, when there is such a place (on GitHub, yes; at a terminal, no). */
export interface Links {
  readonly file?: (place: Place, side: Side) => string | undefined;
  readonly rule?: (id: string) => string | undefined;
  readonly editor?: Editor;
}

/** A link whose text is already Markdown of ours. Nothing in the address can end it early. */
export function link(markdown: string, address: string | undefined): string {
  if (address === undefined || !/^https?:\/\//.test(address)) return markdown;
  const safe = address.replace(/[\s<>()[\]\\`"|]/g, (char) =>
    encodeURIComponent(char).replace(/[()]/g, (paren) => (paren === "(" ? "%28" : "%29")),
  );
  return `[${markdown}](${safe})`;
}

export const placeLink = (place: Place, side: Side, links: Links, span: (text: string) => string = code): string =>
  link(span(`${place.path}:${place.line}`), links.file?.(place, side)) + (side === "base" ? " (before)" : "");

export const ruleLink = (rule: string, links: Links): string => link(code(rule), links.rule?.(rule));
