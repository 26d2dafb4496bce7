// The order in which a person wants to read a verdict; names that are not here follow in alphabetical order.
const ORDER = [
  "version conclusion summary mode base head touched findings obligations waived suppressed gaps proofs configErrors notes",
  "rule level reader migration finding by subject subjectPath fingerprint key kind met person what verified approvedBy",
  "message reason place path line column endLine side result detail title sql runs release blanks at text becomes next",
]
  .join(" ")
  .split(" ");
const RANK = new Map(ORDER.map((name, rank) => [name, rank]));

const byRank = (a: string, b: string): number =>
  (RANK.get(a) ?? ORDER.length) - (RANK.get(b) ?? ORDER.length) || (a < b ? -1 : 1);

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => byRank(a, b)).map(([name, inner]) => [name, ordered(inner)]));
}

/** A document of ours as JSON: the same keys in the same order every time. */
export const renderJson = (document: unknown): string => `${JSON.stringify(ordered(document), undefined, 2)}\n`;
