import type { Script } from "../../sql/act.ts";
import { parsePostgres, readyPostgres } from "../../sql/postgres.ts";
import type { Framework } from "./framework.ts";
import * as registry from "./frameworks/index.ts";
import type { ParsedText } from "./parsed-text.ts";
import { isMarked, sectionsOf } from "./sections.ts";
import { signsOf } from "./signs.ts";

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
  if (!signs.sql || document !== undefined)
    return { text, script: NOT_SQL, signs, ...(document === undefined ? {} : { document }) };
  const script = await parsePostgres(text);
  const comments = text.split("\n").filter((line) => line.includes("--"));
  const tool = frameworks.find(({ marks }) => marks !== undefined && isMarked(comments, marks));
  if (tool?.marks === undefined) return { text, script, signs };
  const parts = sectionsOf(text, tool.marks);
  const up = await parsePostgres(parts.up);
  const down = parts.down === undefined ? {} : { down: await parsePostgres(parts.down) };
  return { text, script, sections: { up, ...down }, signs: { ...signs, sections: tool.id } };
}

async function documentOf(text: string): Promise<ParsedText["document"]> {
  const tool = frameworks.find(({ document }) => document?.owns(text) === true);
  if (tool?.document === undefined) return undefined;
  // What it says is turned into SQL while histories are linked, where nothing can be waited for.
  await readyPostgres();
  return { tool: tool.id, content: await tool.document.read(text) };
}
