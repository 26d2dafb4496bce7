const SEVERITY = /\b(?:sev(?:erity)?[- ]?\d|[sp][0-5]|critical|blocker|major|minor)\b/i;
/** Where a clause begins: "this is Sev1, that is Sev2" calls nobody. */
const EACH = new RegExp(
  String.raw`(?<=^\W*|[;:.)]\W+|\bseverit(?:y|ies):\s*)${SEVERITY.source}(?:\s*\([^)]*\))?(?:\s*[:,]|\s+(?=(?:means|is|halts?|blocks?|stops?|pages?|wakes?|goes)\b))`,
  "gi",
);

/** The severity that a text names, as it is compared: `sev1`, `p2`, `critical`. */
export const severityIn = (text: string): string | undefined =>
  SEVERITY.exec(text)?.[0]
    .toLowerCase()
    .replace(/^severity/, "sev")
    .replace(/[- ]/g, "");

/** "Sev1: who, how. Sev2: who, how." → each with what is said of it up to the next. */
export function severitiesIn(text: string): readonly { readonly name: string; readonly said: string }[] {
  const found = [...text.matchAll(EACH)];
  return found.map(({ 0: name, index }, i) => ({
    name,
    said: text.slice(index + name.length, found[i + 1]?.index).trim(),
  }));
}
