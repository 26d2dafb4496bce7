import { lex } from "./lex.ts";
import { parseTag } from "./parse-tag.ts";
import { TemplateParser } from "./template-parser.ts";
import { TokenReader } from "./token-reader.ts";
import type { Template } from "./tree.ts";

/** Text → tree. Never throws: where the text is no Jinja, the tree holds what stood before and `broken` says the place. */
export function parse(text: string): Template {
  const { tokens, broken } = lex(text);
  const parser = new TemplateParser(new TokenReader(tokens), broken, parseTag);
  const { body } = parser.body([]);
  return parser.broken === undefined ? { body } : { body, broken: parser.broken };
}
