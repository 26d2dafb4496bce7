import type { ParsedFile } from "../../model/reader.ts";
import type { Dialect } from "../../model/dialect.ts";
import { parseDialect } from "../../sql/dialects/parse-dialect.ts";
import { Spelling } from "../../sql/dialects/spelling.ts";
import { marksOf } from "./find-histories.ts";
import type { Entry, History } from "./framework.ts";
import type { ParsedText } from "./parsed-text.ts";
import { sectionsOf } from "./sections.ts";

/** The history with its scripts read in its own dialect, one spelling of a name throughout. */
export function inDialect(
  history: History,
  dialect: Dialect,
  files: ReadonlyMap<string, ParsedFile<ParsedText>>,
): History {
  const spelling = new Spelling();
  const marks = marksOf(history.tool);
  const textOf = (path: string): string => files.get(path)?.parsed.text ?? "";
  const read = (text: string) => parseDialect(text, dialect, spelling);
  const migrations = history.migrations.map((entry): Entry => {
    const text = textOf(entry.up);
    const parts = entry.scripts === undefined || marks === undefined ? { up: text } : sectionsOf(text, marks);
    const down = entry.down === entry.up ? parts.down : entry.down === undefined ? undefined : textOf(entry.down);
    const up = read(parts.up);
    return { ...entry, scripts: down === undefined ? { up } : { up, down: read(down) } };
  });
  return { ...history, migrations };
}
