/** Something that opens a door and that a text gives away: what kind it is, and where it stands. Never its value. */
export interface Secret {
  readonly what: string;
  readonly index: number;
}

/** Each with the group that holds the value, where a placeholder may stand in its stead. */
const SHAPES: readonly (readonly [string, RegExp])[] = [
  ["private key", /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g],
  ["access key of AWS", /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g],
  ["secret key of AWS", /\baws_secret(?:_access)?_key\s*[=:]\s*'?([A-Za-z0-9/+]{40})\b/gi],
  ["token of GitHub", /\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_\w{60,}\b/g],
  ["token of Slack", /\bxox[abprs]-\d+-[A-Za-z0-9-]{10,}/g],
  ["key of Stripe", /\b[rs]k_live_[A-Za-z0-9]{16,}\b/g],
  ["key of Google", /\bAIza[\w-]{35}(?![\w-])/g],
  ["address with a password", /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"<>]*:([^\s@'"/<>]{3,})@[\w.-]+/gi],
  ["password of a connection", /\bhost\s*=[^'"]*\bpassword\s*=\s*([^\s'"]{3,})/gi],
  ["password of a user mapping", /\buser\s+mapping\b[^;]*\bpassword\s+'([^']{3,})'/gi],
  ["password of a user", /\bidentified\s+(?:with\s+\S+\s+)?by\s+'([^']{3,})'/gi],
  ["key", /\b(?:secret_?access_?key|api_?key|client_?secret)\s*(?:=>|[:=])?\s*'([^']{3,})'/gi],
  // In a sentence only what no language has: letters and digits in one word.
  [
    "password",
    /\bpass(?:word|wd)\b\s*(?:is|=>|[:=])?\s*[`"']?((?=[^\s`"',;|]*\d)(?=[^\s`"',;|]*[a-z])[\w!#$%&*+^~-]{6,})/gi,
  ],
];

/** Something else is filled in here before it runs, it is hashed, or it says itself that it is none. */
const NONE =
  /[$%#]?\{|^[$:%@<[]|\*{3}|x{4}|^(?:md5[0-9a-f]{32}|SCRAM-SHA-256.*)$|^(?:changeme|change[-_]me|redacted|example|placeholder|dummy|passw(?:or)?d|pass|pwd|secret|user|username|\.+|your.*)$|EXAMPLE/i;

/** What a text gives away, in its order, each place once and by its closest name; placeholders are none. */
export function secretsIn(text: string): readonly Secret[] {
  const found = new Map<number, Secret>();
  for (const [what, shape] of SHAPES)
    for (const { 0: all, 1: value, index } of text.matchAll(shape)) {
      const at = index + all.lastIndexOf(value ?? all);
      if (!NONE.test(value ?? all) && !found.has(at)) found.set(at, { what, index: at });
    }
  return [...found.values()].sort((one, other) => one.index - other.index);
}
