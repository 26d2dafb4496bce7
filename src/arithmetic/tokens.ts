import { readTerm, type Term } from "./term.ts";

export type Token =
  | { readonly kind: "term"; readonly term: Term; readonly start: number; readonly end: number }
  | {
      readonly kind:
        | "+"
        | "-"
        | "*"
        | "/"
        | "^"
        | "("
        | ")"
        | ","
        | "ceil"
        | "floor"
        | "round"
        | "max"
        | "min"
        | "of"
        | "for";
      readonly start: number;
      readonly end: number;
    }
  | { readonly kind: "="; readonly sign: "=" | "≈" | "→"; readonly start: number; readonly end: number }
  /** Part of an expression that is not read, or the end of one. */
  | { readonly kind: "unread" | "stop"; readonly start: number; readonly end: number };

const RELATIONS = /(?:===?|!==?|<=|>=|:=|\+=|-=|\*=|\|=|≤|≥|≠|<|>)|(?:=>|->|→|⇒)|(?:≈|≅|≃|~=|=~|≒)|=/y;
const OPERATORS: ReadonlyMap<string, "+" | "-" | "*" | "/" | "^"> = new Map([
  ["+", "+"],
  ["-", "-"],
  ["−", "-"],
  ["×", "*"],
  ["·", "*"],
  ["⋅", "*"],
  ["∗", "*"],
  ["÷", "/"],
  ["/", "/"],
  ["^", "^"],
]);
const WORDS: ReadonlyMap<string, "+" | "-" | "*" | "of" | "for"> = new Map([
  ["times", "*"],
  ["x", "*"],
  ["X", "*"],
  ["plus", "+"],
  ["minus", "-"],
  ["of", "of"],
  ["for", "for"],
  ["over", "for"],
]);
/** "× RF 3": the role stands before its figure. */
const ROLE = /^(?:rf|factor|replication|replicas|retention|overhead|peak|compression|headroom)$/;
const ABOUT =
  /(?:~|≈|about\b|around\b|approximately\b|approx\.?|roughly\b|circa\b|ca\.|nearly\b|almost\b|average\b|avg\b\.?|mean\b)\s*/iy;
const NUMBER = /[$€£¥]\s?\d|\d/y;
const NO_NUMBER = /\d{1,2}\/\d{1,2}\/\d{4}\b|\d{4}-\d{1,2}(?:-\d{1,2})?\b|0x[0-9a-fA-F]+|\d{1,2}:\d\d\b|#\d+/y;

const at = (pattern: RegExp, text: string, position: number): string | undefined => {
  pattern.lastIndex = position;
  return pattern.exec(text)?.[0];
};

/** Cuts a text into numbers, signs and what ends an expression. Markdown's own marks are left out. */
export function tokens(text: string): readonly Token[] {
  const found: Token[] = [];
  let i = 0;
  let about = false;
  const put = (kind: Exclude<Token["kind"], "term" | "=">, length: number): void => {
    found.push({ kind, start: i, end: i + length });
    i += length;
    about = false;
  };
  while (i < text.length) {
    const char = text.charAt(i);
    if (/\s|`/.test(char)) {
      // A blank line ends every thought.
      if (/^\n[ \t]*\n/.test(text.slice(i, i + 40))) put("stop", 1);
      else i++;
      continue;
    }
    if (char === "*") {
      star(text, i, put, (length) => (i += length));
      continue;
    }
    const none = at(NO_NUMBER, text, i);
    if (none !== undefined) {
      put("unread", none.length);
      continue;
    }
    if (at(NUMBER, text, i) !== undefined) {
      const apart = listed(text, i, found);
      const read = apart === undefined ? undefined : readTerm(apart, i, about);
      if (read === undefined) put("unread", /^[$€£¥]?\s?[\d.,_'\w-]+/.exec(text.slice(i))?.[0].length ?? 1);
      else {
        found.push({ kind: "term", term: read.term, start: i, end: read.end });
        i = read.end;
        about = false;
      }
      continue;
    }
    const close = at(ABOUT, text, i);
    if (close !== undefined && at(NUMBER, text, i + close.length) !== undefined && !isRelation(text, i, found)) {
      about = true;
      i += close.length;
      continue;
    }
    const relation = at(RELATIONS, text, i);
    if (relation !== undefined) {
      const sign =
        relation === "="
          ? "="
          : /^(?:=>|->|→|⇒)$/.test(relation)
            ? "→"
            : /^[≈≅≃≒~]|^=~/.test(relation)
              ? "≈"
              : undefined;
      if (sign === undefined) put("unread", relation.length);
      else {
        found.push({ kind: "=", sign, start: i, end: i + relation.length });
        i += relation.length;
      }
      continue;
    }
    const word = /^[\p{L}_][\w\p{L}.'’-]*/u.exec(text.slice(i, i + 120))?.[0];
    if (word !== undefined) {
      const lower = word.toLowerCase();
      if (ROLE.test(lower) && /^[*/]$/.test(found.at(-1)?.kind ?? "") && /^ \d/.test(text.slice(i + word.length))) {
        i += word.length;
        continue;
      }
      if (/^(?:ceil|floor|round|max|min)$/.test(lower) && /^\s*\(/.test(text.slice(i + word.length)))
        put(lower as "ceil", word.length);
      else if (text.charAt(i + word.length) === "(") put("unread", word.length);
      else put(lower === "divided" ? "stop" : (WORDS.get(word) ?? "stop"), word.length);
      continue;
    }
    // "0.050 -2": columns, or a number below nought.
    if (char === "-" && /\s/.test(text.charAt(i - 1)) && /\d/.test(text.charAt(i + 1))) {
      put("stop", 1);
      continue;
    }
    const operator = OPERATORS.get(char);
    if (operator !== undefined) put(operator, 1);
    else if (char === "(" || char === "[") put("(", 1);
    else if (char === ")" || char === "]") put(")", 1);
    else if (char === "⌈") found.push({ kind: "ceil", start: i, end: i }, { kind: "(", start: i, end: ++i });
    else if (char === "⌊") found.push({ kind: "floor", start: i, end: i }, { kind: "(", start: i, end: ++i });
    else if (char === "⌉" || char === "⌋") put(")", 1);
    else if (char === ",") put(",", 1);
    else put("stop", 1);
  }
  return found;
}

/** `min(16,256)` holds two numbers, not a decimal; where it may be thousands as well it stays unread. */
function listed(text: string, i: number, found: readonly Token[]): string | undefined {
  let depth = 0;
  for (let at = found.length - 1; at >= 0; at--) {
    const kind = found[at]?.kind;
    if (kind === "stop" || kind === "=") return text;
    if (kind === ")") depth++;
    if (kind === "(" && depth-- === 0) {
      const name = found[at - 1]?.kind;
      if (name === "max" || name === "min") {
        if (/^\d{1,3}(?:,\d{3})+(?!\d)/.test(text.slice(i))) return undefined;
        return text.slice(0, i) + text.slice(i).replace(/^(\d+(?:\.\d+)?),(?=\d)/, "$1;");
      }
      depth = Math.max(depth, 0);
    }
  }
  return text;
}

/** `≈` between two numbers relates them; before one, behind another sign, it says "about". */
const isRelation = (text: string, i: number, found: readonly Token[]): boolean => {
  if (text.charAt(i) !== "≈") return /^(?:~=)/.test(text.slice(i, i + 2));
  const last = found.at(-1)?.kind;
  return last === "term" || last === ")";
};

/** An asterisk multiplies where both sides are alike, spaced or not; else it emphasises. */
function star(
  text: string,
  i: number,
  put: (kind: "*" | "^", length: number) => void,
  skip: (length: number) => void,
): void {
  const twice = text.charAt(i + 1) === "*";
  const before = text.charAt(i - 1);
  const after = text.charAt(i + (twice ? 2 : 1));
  if (twice) {
    if (/[\d)]/.test(before) && /[\d(]/.test(after)) put("^", 2);
    else if (before === " " && /^\s\d/.test(text.slice(i + 2))) put("^", 2);
    else skip(2);
    return;
  }
  const spaced = /\s/.test(before) && /\s/.test(after);
  const tight = /[\w)%`]/.test(before) && /[\w($~`]/.test(after);
  if (spaced || tight) put("*", 1);
  else skip(1);
}
