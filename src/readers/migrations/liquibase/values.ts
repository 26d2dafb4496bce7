import { textInQuotes } from "../../../sql/quote.ts";
import { isTrue, type Element } from "./element.ts";
import { quoted } from "./names.ts";

/** The kinds of a value, in the order in which Liquibase asks for them. */
const KINDS = [
  "Numeric",
  "Boolean",
  "Date",
  "Computed",
  "SequenceNext",
  "SequenceCurrent",
  "ClobFile",
  "BlobFile",
  "",
] as const;

/** What a column is given, by `value…` or `defaultValue…`; undefined where it is given nothing. */
export function valueOf(element: Element, stem: "value" | "defaultValue", type = ""): string | undefined {
  for (const kind of KINDS) {
    const said = element.attributes[`${stem}${kind}`];
    if (said === undefined) continue;
    if (kind === "" && /^null$/i.test(said)) return "NULL";
    return written(kind, said, type);
  }
  return undefined;
}

function written(kind: (typeof KINDS)[number], said: string, type: string): string {
  switch (kind) {
    case "Numeric":
      return /^\(?-?[\d.]+(?:e[+-]?\d+)?\)?$/i.test(said.trim()) ? said.trim().replace(/^\((.*)\)$/, "$1") : said;
    case "Boolean":
      return boolean(said, type);
    case "Date":
      return date(said);
    case "Computed":
      return said;
    case "SequenceNext":
      return `nextval(${textInQuotes(said.split(".").map(quoted).join("."))})`;
    case "SequenceCurrent":
      return `currval(${textInQuotes(said.split(".").map(quoted).join("."))})`;
    case "ClobFile":
    case "BlobFile":
      // The file's words are rows, not shape.
      return "''";
    default:
      return /^(?:boolean|bool)$/i.test(type) ? boolean(said, type) : textInQuotes(said);
  }
}

function boolean(said: string, type: string): string {
  const yes = isTrue(said) || said.trim() === "1";
  if (/^bit/i.test(type)) return yes ? "B'1'" : "B'0'";
  return yes ? "TRUE" : /^(?:false|0)$/i.test(said.trim()) ? "FALSE" : said;
}

/** A moment is a string; anything else is a function of the database's. */
const date = (said: string): string =>
  /^\d{4}-\d\d-\d\d|^\d\d:\d\d/.test(said) ? textInQuotes(said.replace("T", " ")) : said;
