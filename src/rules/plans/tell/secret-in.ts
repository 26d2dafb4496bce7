/** Shapes that nothing else has, and what they are. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/, "private key"],
  [/(?<!\w)AKIA(?!\w*EXAMPLE)[0-9A-Z]{16}(?!\w)/, "AWS access key"],
  [/(?<!\w)gh[pousr]_[A-Za-z0-9]{36,}(?!\w)/, "GitHub token"],
  [/(?<!\w)xox[abprs]-[A-Za-z0-9-]{10,}/, "Slack token"],
  [/(?<!\w)AIza[0-9A-Za-z_-]{35}(?!\w)/, "Google API key"],
];
const ADDRESS = /\b[a-z][\w+.-]*:\/\/[^\s:/@'"<>]*:([^\s@'"<>/]+)@[\w.-]+/gi;
const QUOTED =
  /\b(?:password|identified (?:with \w+ )?by|secret_?access_?key|api_?key|client_?secret)\s*(?:=>|[:=])?\s*'([^']+)'/gi;
const SAID = /\bpass(?:word|wd)\b\s*(?:is|[:=])?\s*[`"']?([\w!#$%&*+^~-]{6,})[`"']?/gi;
/** Filled in elsewhere, hashed, or the word of an example. */
const NONE =
  /[${}<>*]|^:|^%|^(?:md5[0-9a-f]{32}|SCRAM-SHA-256.*)$|^(?:password|passwd|pass|pwd|secret|user|username|example|placeholder|x+|\.+|your.*|changeme|change-me)$/i;

/** What kind of secret a text holds: an address with a password, a password in quotes, a key or a token of a known shape. */
export function secretIn(text: string): string | undefined {
  const known = KNOWN.find(([shape]) => shape.test(text));
  if (known !== undefined) return known[1];
  const held = (pattern: RegExp, is: (value: string) => boolean): boolean =>
    [...text.matchAll(pattern)].some(([, value = ""]) => !NONE.test(value) && is(value));
  if (held(ADDRESS, ({ length }) => length > 2)) return "address with a password";
  if (held(QUOTED, ({ length }) => length > 2)) return "password";
  // In a sentence only what no language has: letters and digits in one word.
  return held(SAID, (value) => /\d/.test(value) && /[a-z]/i.test(value)) ? "password" : undefined;
}
