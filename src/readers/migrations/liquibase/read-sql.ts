import type { Derived } from "../../../sql/derived.ts";
import { cut, fill } from "../../../sql/derived.ts";
import { type Source, source } from "../../../sql/source.ts";
import type { Changelog, Element } from "./element.ts";

export const FORMATTED = /^\uFEFF?\s*--\s*liquibase\s*formatted/i;

const CHANGE_SET = /^\s*--\s*changeset\s+(?<author>"[^"]+"|[^:]+):\s*(?<id>"[^"]+"|\S+)(?<rest>.*)$/i;
const ROLLBACK = /^(?<mark>\s*--\s*rollback )(?<sql>.*)$/i;
const ROLLBACK_BLOCK = /^\s*\/\*\s*liquibase\s*rollback\s*$/i;
const PROPERTY = /^\s*--\s*property\s+(?<rest>.*)$/i;
const PRECONDITIONS = /^\s*--\s*preconditions(?<rest>.*)$/i;
const PRECONDITION = /^\s*--\s*precondition-(?<name>[\w-]+) (?<rest>.*)$/i;
const INCLUDE = /^\s*--\s*(?<name>include|includeAll)\s+(?<rest>\w+:.*)$/;
const IGNORE = /^--\s*ignoreLines:(?<what>\w+)/i;

interface Line {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** SQL with change sets marked by comments. */
export function readFormatted(text: string): Changelog {
  const file = source(text);
  const lines = linesOf(text);
  const children: Element[] = [];
  const heads = lines.flatMap((line, i) => (CHANGE_SET.test(line.text) ? [i] : []));
  for (const line of lines.slice(0, heads[0] ?? lines.length)) {
    const property = PROPERTY.exec(line.text)?.groups?.["rest"];
    const include = INCLUDE.exec(line.text)?.groups;
    const found = property === undefined ? include?.["rest"] : property;
    if (found === undefined) continue;
    const name = property === undefined ? (include?.["name"] ?? "include") : "property";
    children.push({ name, spot: file.spot(line.start, line.end), attributes: attributesIn(found), children: [] });
  }
  for (const [i, head] of heads.entries())
    children.push(changeSet(lines.slice(head, heads[i + 1] ?? lines.length), text, file));
  const [first] = lines;
  const attributes = attributesIn(first?.text.replace(FORMATTED, "") ?? "");
  return { root: { name: "databaseChangeLog", spot: file.spot(0), attributes, children } };
}

function linesOf(text: string): readonly Line[] {
  let start = 0;
  return text.split("\n").map((line) => {
    const made = { text: line.replace(/\r$/, ""), start, end: start + line.length };
    start += line.length + 1;
    return made;
  });
}

const unquoted = (text: string): string => text.replace(/^"([\s\S]*)"$/, "$1");

/** `name:value name2:"two words"`. */
const attributesIn = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/([A-Za-z]\w*):("[^"]*"|\S*)/g)].map(([, name = "", value = ""]) => [name, unquoted(value)]),
  );

function changeSet(lines: readonly Line[], text: string, file: Source): Element {
  const [head = { text: "", start: 0, end: 0 }] = lines;
  const end = lines.at(-1)?.end ?? head.end;
  const { author = "", id = "", rest = "" } = CHANGE_SET.exec(head.text)?.groups ?? {};
  const attributes: Readonly<Record<string, string>> = {
    ...attributesIn(rest),
    id: unquoted(id),
    author: unquoted(author.trim()),
  };
  const away: Line[] = [];
  const back: Line[] = [];
  const conditions: Element[] = [];
  let guard: Readonly<Record<string, string>> | undefined;
  let ignoring = 0;
  let block = false;
  for (const line of lines.slice(1)) {
    const spot = file.spot(line.start, line.end);
    const ignore = IGNORE.exec(line.text.trim())?.groups?.["what"]?.toLowerCase();
    const rollback = ROLLBACK.exec(line.text)?.groups;
    const condition = PRECONDITION.exec(line.text)?.groups;
    if (ignore !== undefined) ignoring = ignore === "start" ? Infinity : ignore === "end" ? 0 : Number(ignore) || 0;
    else if (ignoring > 0) {
      away.push(line);
      ignoring--;
    } else if (block) {
      block = !line.text.includes("*/");
      const stop = block ? line.end : line.start + line.text.indexOf("*/");
      back.push({ ...line, end: stop });
    } else if (ROLLBACK_BLOCK.test(line.text)) block = true;
    else if (rollback !== undefined) {
      away.push(line);
      back.push({ ...line, start: line.start + (rollback["mark"] ?? "").length });
    } else if (condition !== undefined) conditions.push(preconditionOf(condition, spot));
    else guard ??= guardIn(line.text);
  }
  const up = cut(text, head.end, end);
  const blanks = away.map((line) => ({ start: line.start - head.end, end: line.end - head.end, value: "" }));
  const children: Element[] = [
    { name: "sql", spot: file.spot(head.start, end), attributes, children: [], text: fill(up, blanks) },
  ];
  const [from] = back;
  if (from !== undefined) {
    const way = onlyThese(text, back);
    const options = { splitStatements: attributes["rollbackSplitStatements"] ?? attributes["splitStatements"] ?? "" };
    const delimiter = attributes["rollbackEndDelimiter"] ?? attributes["endDelimiter"];
    const said = { ...options, ...(delimiter === undefined ? {} : { endDelimiter: delimiter }) };
    const empty = /^\s*(?:not required|empty)/i.test(way.text);
    const other = /changesetid:/i.test(way.text) ? lowerFirst(attributesIn(way.text)) : {};
    const spot = file.spot(from.start, back.at(-1)?.end);
    const made = { name: "rollback", spot, attributes: { ...said, ...other }, children: [] };
    children.push(empty || "changeSetId" in other ? made : { ...made, text: way });
  }
  if (guard !== undefined || conditions.length > 0)
    children.push({
      name: "preConditions",
      spot: file.spot(head.start),
      attributes: guard ?? {},
      children: conditions,
    });
  return { name: "changeSet", spot: file.spot(head.start, end), attributes, children };
}

const guardIn = (line: string): Readonly<Record<string, string>> | undefined => {
  const rest = PRECONDITIONS.exec(line)?.groups?.["rest"];
  return rest === undefined ? undefined : attributesIn(rest);
};

/** `changesetId`, however it is spelt. */
const lowerFirst = (attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([key, value]) => [key.replace(/^changeset/i, "changeSet"), value]),
  );

const NAMES: Readonly<Record<string, string>> = {
  "sql-check": "sqlCheck",
  "table-exists": "tableExists",
  "view-exists": "viewExists",
};

function preconditionOf({ name = "", rest = "" }: Readonly<Record<string, string>>, spot: Element["spot"]): Element {
  const known: Record<string, string> = {};
  for (const [key, value] of Object.entries(attributesIn(rest)))
    known[{ table: "tableName", view: "viewName", schema: "schemaName" }[key] ?? key] = value;
  return { name: NAMES[name] ?? name, spot, attributes: known, children: [] };
}

/** The text of some lines, each part where it stands. */
function onlyThese(text: string, lines: readonly Line[]): Derived {
  const [first = { text: "", start: 0, end: 0 }] = lines;
  const end = lines.at(-1)?.end ?? first.end;
  const whole = cut(text, first.start, end);
  const slots = lines.slice(1).map((line, i) => ({
    start: (lines[i]?.end ?? 0) - first.start,
    end: line.start - first.start,
    value: "\n",
  }));
  return fill(whole, slots);
}
