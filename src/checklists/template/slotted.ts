/** What may stand before a value on its line: the mark of a list's item, and a label that the reader of slots knows for one. */
const LEAD = /^(\s*(?:(?:[-*+]|\d+[.)])\s+(?:\[[ xX]\]\s+)?)?(?:\p{L}[\p{L}\p{N} /()-]{0,40}:\s+)?)(.*)$/u;
const SLOT = /<([^<>]+)>/g;

/** The lines of an item's template with each `<slot>` as a TODO: one a line, or one a cell, since that is how slots are counted. */
export function slotted(template: string): string {
  let fenced = false;
  const lines = template.split("\n").map((line) => {
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    if (fenced || !line.includes("<")) return line;
    if (!line.trimStart().startsWith("|")) return value(line);
    return line
      .split(/(?<!\\)\|/)
      .map(inCell)
      .join("|");
  });
  return lines.join("\n");
}

const inCell = (cell: string): string => (cell.includes("<") ? ` ${value(cell.trim())} ` : cell);

function value(line: string): string {
  const [, lead = "", rest = ""] = LEAD.exec(line) ?? [];
  const said = rest.replaceAll(SLOT, "$1");
  return said === rest ? line : `${lead}TODO: ${said}`;
}
