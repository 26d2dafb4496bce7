/** A token inside `{{ … }}` or `{% … %}`. A string's `value` is without its quotes. */
export interface Token {
  readonly type: "name" | "string" | "number" | "operator";
  readonly value: string;
  readonly offset: number;
}

/** One Jinja tag of a template; text between tags is data. */
export interface Tag {
  readonly type: "expression" | "statement" | "comment";
  readonly from: number;
  readonly to: number;
  readonly tokens: readonly Token[];
}

export interface Tags {
  readonly tags: readonly Tag[];
  /** A tag that never ends or a character that Jinja does not know: what follows it was not read. */
  readonly broken?: { readonly offset: number; readonly reason: string };
}

const OPEN = /\{\{|\{%|\{#/g;
const RAW_END = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;
const OPERATOR = /\*\*|\/\/|==|!=|<=|>=|[-+*/%<>=~|.,:;()[\]{}]/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const NUMBER = /\d[\d_]*(?:\.\d+)?(?:[eE][-+]?\d+)?/y;
const STRING = /'(?:[^'\\]|\\[^])*'|"(?:[^"\\]|\\[^])*"/y;

/** Find the tags of a template as Jinja does: comments first, strings respected, `{% raw %}` left alone. */
export function jinjaTags(text: string): Tags {
  const tags: Tag[] = [];
  OPEN.lastIndex = 0;
  for (let open = OPEN.exec(text); open !== null; open = OPEN.exec(text)) {
    const from = open.index;
    if (open[0] === "{#") {
      const end = text.indexOf("#}", from + 2);
      if (end < 0) return { tags, broken: { offset: from, reason: "a Jinja comment that never ends" } };
      tags.push({ type: "comment", from, to: end + 2, tokens: [] });
      OPEN.lastIndex = end + 2;
      continue;
    }
    const read = tagTokens(text, from + 2, open[0] === "{{" ? "}}" : "%}");
    if ("reason" in read) return { tags, broken: { offset: from, reason: read.reason } };
    const { tokens, to } = read;
    tags.push({ type: open[0] === "{{" ? "expression" : "statement", from, to, tokens });
    OPEN.lastIndex = to;
    if (open[0] === "{%" && tokens[0]?.value === "raw" && tokens.length === 1) {
      RAW_END.lastIndex = to;
      const end = RAW_END.exec(text);
      if (end === null) return { tags, broken: { offset: from, reason: "`raw` without `endraw`" } };
      OPEN.lastIndex = RAW_END.lastIndex;
      tags.push({ type: "statement", from: end.index, to: RAW_END.lastIndex, tokens: [] });
    }
  }
  return { tags };
}

type TagTokens = { readonly tokens: readonly Token[]; readonly to: number } | { readonly reason: string };

function tagTokens(text: string, from: number, close: string): TagTokens {
  const tokens: Token[] = [];
  let at = /[-+]/.test(text.charAt(from)) ? from + 1 : from;
  let depth = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  while (at < text.length) {
    if (/\s/.test(text.charAt(at))) {
      at += 1;
      continue;
    }
    // A brace inside an expression is a dictionary's, so that only a balanced tag can end.
    if (depth === 0 && text.startsWith(close, at)) return { tokens, to: at + close.length };
    if (depth === 0 && /[-+]/.test(text.charAt(at)) && text.startsWith(close, at + 1))
      return { tokens, to: at + 1 + close.length };
    const string = take(STRING);
    const name = string === undefined ? take(NAME) : undefined;
    const number = string === undefined && name === undefined ? take(NUMBER) : undefined;
    const found = string ?? name ?? number ?? take(OPERATOR);
    if (found === undefined) return { reason: `\`${text.charAt(at)}\`, which Jinja does not know here` };
    if (string !== undefined) tokens.push({ type: "string", value: unquote(string), offset: at });
    else if (name !== undefined) tokens.push({ type: "name", value: name, offset: at });
    else if (number !== undefined) tokens.push({ type: "number", value: number, offset: at });
    else {
      if ("([{".includes(found)) depth += 1;
      if (")]}".includes(found)) depth -= 1;
      tokens.push({ type: "operator", value: found, offset: at });
    }
    at += found.length;
  }
  return { reason: `a Jinja tag that never ends (expected \`${close}\`)` };
}

const unquote = (quoted: string): string =>
  quoted.slice(1, -1).replace(/\\(.)/gs, (_, escaped: string) => (escaped === "n" ? "\n" : escaped));
