import type { Script } from "../../sql/act.ts";
import { cut, fill, scriptIn } from "../../sql/derived.ts";
import type { Slot } from "../../sql/placeholder.ts";
import { parsePostgres, readyPostgres } from "../../sql/postgres.ts";
import { source } from "../../sql/source.ts";
import type { Framework } from "./framework.ts";
import * as registry from "./frameworks/index.ts";
import type { ParsedText } from "./parsed-text.ts";
import { isMarked, sectionsOf } from "./sections.ts";
import { signsOf } from "./signs.ts";
import { suppressionsIn, suppressionsInProgram } from "./suppressions.ts";

const NOT_SQL: Script = {
  statements: [],
  gaps: [
    {
      key: "statement-unread",
      spot: { line: 1, column: 1, endLine: 1 },
      reason: "the text does not begin like SQL",
      opaque: true,
      sql: "",
    },
  ],
  begins: false,
  controls: [],
};

const frameworks: readonly Framework[] = Object.values(registry);

export async function parseText(text: string): Promise<ParsedText> {
  const signs = signsOf(text);
  const document = await documentOf(text);
  // A settings file or a program would only be read as hundreds of broken statements.
  if (document !== undefined) return { text, script: NOT_SQL, signs, document, silence: suppressionsInProgram(text) };
  if (!signs.sql) return { text, script: NOT_SQL, signs };
  const slots = delimiters(text);
  if (slots.length > 0) {
    await readyPostgres();
    return { text, script: scriptIn(fill(cut(text, 0, text.length), slots), source(text)), signs, slots };
  }
  const script = await parsePostgres(text);
  const comments = text.split("\n").filter((line) => line.includes("--"));
  const tool = frameworks.find(({ marks }) => marks !== undefined && isMarked(comments, marks));
  const silence = suppressionsIn(text);
  if (tool?.marks === undefined) return { text, script, signs, silence };
  const parts = sectionsOf(text, tool.marks);
  const up = await parsePostgres(parts.up);
  const down = parts.down === undefined ? {} : { down: await parsePostgres(parts.down) };
  return { text, script, sections: { up, ...down }, parts, silence, signs: { ...signs, sections: tool.id } };
}

const DELIMITER = /^\s*--[ \t]*atlas:delimiter[ \t]+(.+?)[ \t]*\r?$/m;

/** Atlas's own delimiter of a file, of which each becomes the usual one. */
function delimiters(text: string): readonly Slot[] {
  const found = DELIMITER.exec(text);
  const given = (found?.[1] ?? "")
    .replaceAll(String.raw`\n`, "\n")
    .replaceAll(String.raw`\t`, "\t")
    .replaceAll(String.raw`\r`, "\r");
  if (found === null || given === "" || given === ";") return [];
  const slots: Slot[] = [];
  const head = found.index + found[0].length;
  for (let start = text.indexOf(given, head); start >= 0; start = text.indexOf(given, start + given.length)) {
    // A statement may end with a semicolon of its own.
    const value = text.slice(head, start).trimEnd().endsWith(";")
      ? given.replaceAll(/\S/g, " ")
      : given.replace(/^[^\n]*/, ";");
    slots.push({ start, end: start + given.length, value });
  }
  return slots;
}

async function documentOf(text: string): Promise<ParsedText["document"]> {
  const tool = frameworks.find(({ document }) => document?.owns(text) === true);
  if (tool?.document === undefined) return undefined;
  // What it says is turned into SQL while histories are linked, where nothing can be waited for.
  await readyPostgres();
  return { tool: tool.id, content: await tool.document.read(text) };
}
