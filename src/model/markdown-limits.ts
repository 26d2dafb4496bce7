const CHARACTERS = 200_000;
const LINES = 5000;
const LINE = 4000;
const DEPTH = 60;

/** Why a Markdown text is not read at all, or undefined: parsing costs more than its length when it is built to. */
export function beyondLimits(text: string): { readonly reason: string; readonly line: number } | undefined {
  if (text.length > CHARACTERS) return { reason: `it is longer than ${CHARACTERS} characters`, line: 1 };
  const lines = text.split("\n");
  if (lines.length > LINES) return { reason: `it has more than ${LINES} lines`, line: LINES };
  for (const [i, line] of lines.entries()) {
    if (line.length > LINE) return { reason: `its line is longer than ${LINE} characters`, line: i + 1 };
    const [lead = ""] = /^[\s>*+-]*/.exec(line.replaceAll("\t", "    ")) ?? [];
    // A line of dashes or stars alone is a rule, however long.
    const isRule = /^[\s*-]*$/.test(line);
    const blocks = lead.replaceAll(isRule ? /[^>]/g : /\s/g, "").length;
    if (blocks > DEPTH || (!isRule && lead.length - blocks > DEPTH * 4))
      return { reason: "it is nested too deeply", line: i + 1 };
  }
  return undefined;
}
