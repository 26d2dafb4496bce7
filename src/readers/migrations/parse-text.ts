import type { Script } from "../../sql/act.ts";
import { parsePostgres } from "../../sql/postgres.ts";
import { type Signs, signsOf } from "./signs.ts";

/** What one file says, without knowing where it lies. */
export interface ParsedText {
  readonly script: Script;
  readonly signs: Signs;
}

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
};

export async function parseText(text: string): Promise<ParsedText> {
  const signs = signsOf(text);
  // A settings file or a program would only be read as hundreds of broken statements.
  return { script: signs.sql ? await parsePostgres(text) : NOT_SQL, signs };
}
