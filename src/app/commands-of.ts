import type { Paragraph, PhrasingContent } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import type { CommandArguments } from "../model/command.ts";
import { argumentsOf } from "./arguments-of.ts";

/** One line of a comment that speaks to us. `problem` says why it cannot be understood. */
export interface Spoken {
  readonly line: string;
  readonly verb: string;
  readonly args: CommandArguments;
  readonly problem?: string;
}

const MOST = 10;
const LONGEST_LINE = 1_024;
const LONGEST_COMMENT = 65_536;
const parser = remark().use(remarkGfm);

/**
 * The lines that begin with `/dataplan`, as CommonMark reads the comment: a paragraph of its own text. What stands in code,
 * in a quote, in a list, a table or an HTML comment is shown to somebody, not said to us.
 */
export function commandsOf(comment: string): readonly Spoken[] {
  const text = comment.slice(0, LONGEST_COMMENT).replaceAll("\r\n", "\n");
  const paragraphs = parser.parse(text).children.filter((node) => node.type === "paragraph");
  return paragraphs
    .flatMap((paragraph) => linesOf(paragraph, text))
    .slice(0, MOST)
    .map(spoken);
}

function linesOf(paragraph: Paragraph, text: string): readonly string[] {
  const from = paragraph.position?.start.offset ?? 0;
  const to = paragraph.position?.end.offset ?? 0;
  const lines: string[] = [];
  let start = from;
  for (const line of text.slice(from, to).split("\n")) {
    const command = /^ *(?=\/dataplan(?:\s|$))/.exec(line);
    if (command !== null && isPlain(paragraph.children, start + command[0].length)) lines.push(line.trim());
    start += line.length + 1;
  }
  return lines;
}

/** Does this spot stand in the paragraph's own words, in no code span, link or HTML? An open HTML comment swallows what follows. */
function isPlain(children: readonly PhrasingContent[], offset: number): boolean {
  return children.some(
    ({ type, position }) =>
      type === "text" && (position?.start.offset ?? Infinity) <= offset && offset < (position?.end.offset ?? 0),
  );
}

function spoken(line: string): Spoken {
  const none = { words: [], options: {} };
  if (line.length > LONGEST_LINE)
    return { line: line.slice(0, 80), verb: "", args: none, problem: `longer than ${LONGEST_LINE} characters` };
  const [, verb = "", rest = ""] = /^\/dataplan\s*(\S*)\s*(.*)$/s.exec(line) ?? [];
  const args = argumentsOf(rest);
  const said = { line, verb: verb === "" ? "help" : verb.toLowerCase() };
  return typeof args === "string" ? { ...said, args: none, problem: args } : { ...said, args };
}
