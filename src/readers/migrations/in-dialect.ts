import type { Dialect } from "../../model/dialect.ts";
import type { ParsedFile } from "../../model/reader.ts";
import type { Script } from "../../sql/act.ts";
import { type CutText, cutText, readCut } from "../../sql/dialects/parse-dialect.ts";
import { Spelling } from "../../sql/dialects/spelling.ts";
import { marksOf } from "./find-histories.ts";
import type { Entry, History } from "./framework.ts";
import type { ParsedText } from "./parsed-text.ts";
import { sectionsOf } from "./sections.ts";

/** Texts that were cut before: base and head share nearly all of them. */
const cuts = new WeakMap<ParsedText, Map<string, CutText>>();

function cutOnce(file: ParsedText, part: string, text: string, dialect: Dialect): CutText {
  const known = cuts.get(file) ?? new Map<string, CutText>();
  cuts.set(file, known);
  const key = `${dialect} ${part}`;
  const cut = known.get(key) ?? cutText(text, dialect);
  known.set(key, cut);
  return cut;
}

/** The history with its scripts read in its own dialect, one spelling of a name throughout. */
export function inDialect(
  history: History,
  dialect: Dialect,
  files: ReadonlyMap<string, ParsedFile<ParsedText>>,
): History {
  const spelling = new Spelling();
  const marks = marksOf(history.tool);
  const read = (path: string, part: "up" | "down" | "whole"): Script | undefined => {
    const file = files.get(path)?.parsed;
    if (file === undefined) return undefined;
    const text = part === "whole" || marks === undefined ? file.text : sectionsOf(file.text, marks)[part];
    return text === undefined ? undefined : readCut(cutOnce(file, part, text, dialect), dialect, spelling);
  };
  const migrations = history.migrations.map((entry): Entry => {
    const parted = entry.scripts !== undefined && marks !== undefined;
    const up = read(entry.up, parted ? "up" : "whole") ?? { statements: [], gaps: [], begins: false, controls: [] };
    const down = entry.down === undefined ? undefined : read(entry.down, entry.down === entry.up ? "down" : "whole");
    return { ...entry, scripts: down === undefined ? { up } : { up, down } };
  });
  return { ...history, migrations };
}
