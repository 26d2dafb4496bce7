import type { Finding } from "../model/finding.ts";
import { code, message } from "./escape.ts";
import { link, type Links, placeLink } from "./links.ts";

const OPEN = 15;

/** Nothing is asked but that the place itself is put right, and it hurts nobody yet: one line says all of it. */
const isPlain = ({ owes, verdicts, readers, excuse, way, edit }: Finding): boolean =>
  owes.length === 1 &&
  owes[0] === "repair" &&
  Object.values(verdicts).every((verdict) => verdict === "ok") &&
  readers.length === 0 &&
  excuse === undefined &&
  way === undefined &&
  edit === undefined;

/** Those that are told as a list of their file, and the others. */
export function parted(findings: readonly Finding[]): {
  readonly repairs: ReadonlyMap<string, readonly Finding[]>;
  readonly others: readonly Finding[];
} {
  const repairs = Map.groupBy(findings.filter(isPlain), ({ place }) => place.path);
  return { repairs, others: findings.filter((finding) => !isPlain(finding)) };
}

/** The places of one file as a checklist, in the order in which its author meets them. */
export function repairList(
  path: string,
  findings: readonly Finding[],
  links: Links,
  fold: (title: string, body: string) => string,
): string {
  const items = findings
    .toSorted((a, b) => a.place.line - b.place.line)
    .map(({ place, words, rule }) => {
      const where = placeLink(place, place.side, links, () => `line ${place.line}`);
      return `- ⬜ ${where}: ${message(words)} · ${link(code(rule), links.rule?.(rule))}`;
    });
  const count = `${items.length} ${items.length === 1 ? "place" : "places"} to put right`;
  const shown = items.length > OPEN + 3 ? items.slice(0, OPEN) : items;
  const rest = items.slice(shown.length);
  return [
    `#### ${code(path)}: ${count}`,
    shown.join("\n"),
    ...(rest.length === 0 ? [] : [fold(`${rest.length} more`, rest.join("\n"))]),
  ].join("\n\n");
}
