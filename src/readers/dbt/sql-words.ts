import { ItemTracker, type Renames } from "./sql-renames.ts";
import { starAnywhere, starReaches } from "./star-reaches.ts";

/** What stands for a Jinja expression in masked SQL: a word that touches it is not known until it is rendered. */
export const HOLE = "\u0001";

export interface SqlWords {
  readonly words: ReadonlySet<string>;
  /** Every column of something goes on to the output. */
  readonly star: boolean;
  readonly renames: Renames;
}

const TOKEN = new RegExp(
  [
    String.raw`--[^\n]*`,
    String.raw`/\*[^]*?(?:\*/|$)`,
    "'(?:[^']|'')*(?:'|$)",
    '"(?:[^"]|"")*"',
    "`[^`]*`",
    `[\\p{L}_${HOLE}][\\p{L}\\p{N}_$${HOLE}]*`,
    String.raw`\d[\d.]*`,
    String.raw`\S`,
  ].join("|"),
  "gu",
);
const BACKSLASHED = new RegExp(
  TOKEN.source.replace("'(?:[^']|'')*(?:'|$)", String.raw`'(?:[^'\\]|''|\\[^])*(?:'|$)`),
  "gu",
);

/** Words that no column can be called without quotes. */
const RESERVED: ReadonlySet<string> = new Set(
  "select from where and or as on join left right inner outer full cross group by order having case when then else end with is not null in union all distinct limit using".split(
    " ",
  ),
);
/**
 * The words of SQL outside strings and comments. Dialects differ in whether `\'` ends a string; where a text has one, both
 * readings count, since a word too many is a question and a word too few is a silence. Of a piece of SQL that is not
 * `whole` nobody knows where a `*` in it leads.
 */
export function sqlWords(masked: string, whole = true): SqlWords {
  const plain = scan(masked, TOKEN, whole);
  if (!masked.includes("\\'")) return plain;
  const other = scan(masked, BACKSLASHED, whole);
  const words = new Set([...plain.words, ...other.words]);
  return { words, star: plain.star || other.star, renames: union(plain.renames, other.renames) };
}

/** Both maps in one. */
export function union(a: Renames, b: Renames): Renames {
  const all = new Map(a);
  for (const [word, aliases] of b) all.set(word, new Set([...(all.get(word) ?? []), ...aliases]));
  return all;
}

function scan(masked: string, pattern: RegExp, whole: boolean): SqlWords {
  const words = new Set<string>();
  const items = new ItemTracker();
  const tokens: string[] = [];
  const word = (name: string): void => {
    tokens.push(name);
    if (name.length > 128 || name === "") return;
    words.add(name);
    items.token("word", name);
  };
  for (const [token] of masked.matchAll(pattern)) {
    if (token.startsWith("--") || token.startsWith("/*")) continue;
    const first = token.charAt(0);
    const lower = token.toLowerCase();
    if (first === "'" || /\d/.test(first) || token.includes(HOLE)) {
      items.token("value");
      tokens.push(first === "'" ? "'" : lower);
    } else if (token.length > 1 && (first === '"' || first === "`"))
      for (const [i, part] of lower.slice(1, -1).split(".").entries()) {
        if (i > 0) tokens.push(".");
        word(part);
      }
    else if (!/[\p{L}_]/u.test(first) || RESERVED.has(lower)) {
      items.token(lower);
      tokens.push(lower);
    } else word(lower);
  }
  items.token(";");
  return { words, star: whole ? starReaches(tokens) : starAnywhere(tokens), renames: items.renames };
}
