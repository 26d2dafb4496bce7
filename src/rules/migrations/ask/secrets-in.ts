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
  ["password in an address", /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@'"<>]+:([^\s@'"/<>]{3,})@[\w.-]+/gi],
  ["password of a connection", /\bhost\s*=[^'"]*\bpassword\s*=\s*([^\s'"]{3,})/gi],
  ["password of a user mapping", /\buser\s+mapping\b[^;]*\bpassword\s+'([^']{3,})'/gi],
  ["password of a user", /\bidentified\s+(?:with\s+\S+\s+)?by\s+'([^']{3,})'/gi],
];

/** Something else is filled in here before it runs, or it says itself that it is none. */
const PLACEHOLDER =
  /[$%#]?\{|^[$:%@<[]|\*{3}|x{4}|^(?:changeme|change_me|redacted|example|placeholder|dummy|password|secret|your[-_ ].*)$|EXAMPLE/i;

/** What a text gives away, in its order; placeholders are none. */
export const secretsIn = (text: string): readonly Secret[] =>
  SHAPES.flatMap(([what, shape]) =>
    [...text.matchAll(shape)].flatMap(({ 0: all, 1: value, index }) =>
      PLACEHOLDER.test(value ?? all) ? [] : [{ what, index: index + all.lastIndexOf(value ?? all) }],
    ),
  ).toSorted((one, other) => one.index - other.index);
