const COMPARED =
  /\d\s?%|‰|[≤≥<>]|\bwithin\b|\bat (?:least|most)\b|\bat or (?:below|above)\b|\b(?:below|above|under|over)\s+\d|\b(?:less|more|fewer|older|longer) than\b|\bup to \d|\bequals?\b|\bidentical\b|\bexact\w*|\bmax(?:imum)?\b|\bmin(?:imum)?\b|\bp\d\d\b|\b\d[\d,.]* (?:of|out of) \d|\b(?:no|zero|0) (?:\w+ )?(?:\w+s|sev\d|difference|loss|failures?|errors?)\b|\ball \d/i;
const DECIDED =
  /\b(?:pass(?:es|ed)?|fail(?:s|ed)?|green|signed|sign-?off|approved|rehearsed|reconciled|go if|no-?go|matches|match|complete[ds]?\b.*\b(?:all|every))\b/i;

/** Something that two people would decide alike: a figure with a comparison. */
export const isCompared = (text: string): boolean => COMPARED.test(withoutDates(text));

/** Compared, or passed and failed by its own words. */
export const isDecidable = (text: string): boolean => isCompared(text) || DECIDED.test(text);

export const withoutDates = (text: string): string => text.replaceAll(DATE, " ");

const DATE = /\b\d{4}-\d{2}-\d{2}\b/g;

/** The first day that a text names. */
export const dayIn = (text: string): string | undefined => /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];

/** A statement cut into its sentences and clauses; a row stays whole. */
export const clausesOf = ({ text, form }: { readonly text: string; readonly form: string }): readonly string[] =>
  form === "row" ? [text] : text.split(/;\s|(?<=[^\d\s])\.\s/);
