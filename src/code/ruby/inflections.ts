const PLURALS: readonly (readonly [RegExp, string])[] = [
  [/(s|x|z|ch|sh)$/, "$1es"],
  [/([^aeiou])y$/, "$1ies"],
  [/$/, "s"],
];

/** As Rails does it, for the words that need no dictionary. */
export function pluralOf(word: string): string {
  if (word.endsWith("person")) return word.replace(/person$/, "people");
  if (word.endsWith("child")) return `${word}ren`;
  if (/(status|alias|virus)$/.test(word)) return `${word}es`;
  if (/(news|series|species|information|equipment|[^s]s)$/.test(word)) return word;
  if (/(?:[^f]fe|[lr]f)$/.test(word)) return word.replace(/fe?$/, "ves");
  if (/(vert|ind)ex$/.test(word)) return word.replace(/ex$/, "ices");
  if (word.endsWith("sis")) return word.replace(/sis$/, "ses");
  if (/[ti]um$/.test(word)) return word.replace(/um$/, "a");
  const [pattern, ending] = PLURALS.find(([known]) => known.test(word)) ?? [/$/, "s"];
  return word.replace(pattern, ending);
}

export const singularOf = (word: string): string =>
  word
    .replace(/people$/, "person")
    .replace(/([^aeiou])ies$/, "$1y")
    .replace(/(s|x|z|ch|sh)es$/, "$1")
    .replace(/([^s])s$/, "$1");

export const underscored = (text: string): string =>
  text
    .replaceAll("::", "/")
    .replaceAll(/([a-z\d])([A-Z])/g, "$1_$2")
    .toLowerCase();
