import type { Derived } from "../../../../sql/derived.ts";
import { fill } from "../../../../sql/derived.ts";
import { type Changes, when } from "../change.ts";
import { type Element, isTrue } from "../element.ts";
import { quoted, relation } from "../names.ts";

const view = (element: Element): string => relation(element, "viewName");
const sequence = (element: Element): string => relation(element, "sequenceName");

function sequenceOptions({ attributes }: Element): string {
  const { startValue, incrementBy, minValue, maxValue, cacheSize, cycle, dataType } = attributes;
  return (
    when(dataType !== undefined, `AS ${dataType}`) +
    when(startValue !== undefined, `START WITH ${startValue}`) +
    when(incrementBy !== undefined, `INCREMENT BY ${incrementBy}`) +
    when(minValue !== undefined, `MINVALUE ${minValue}`) +
    when(maxValue !== undefined, `MAXVALUE ${maxValue}`) +
    when(cacheSize !== undefined, `CACHE ${cacheSize}`) +
    when(isTrue(cycle), "CYCLE")
  );
}

function createView(element: Element): readonly (string | Derived)[] {
  const query = element.text;
  if (query === undefined) return [];
  const replace = isTrue(element.attributes["replaceIfExists"]);
  if (isTrue(element.attributes["fullDefinition"])) {
    const create = /^\s*create(?!\s+or\s+replace)/i.exec(query.text)?.[0];
    if (!replace || create === undefined) return [query];
    return [fill(query, [{ start: create.length, end: create.length, value: " OR REPLACE" }])];
  }
  return [fill(query, [{ start: 0, end: 0, value: `CREATE${when(replace, "OR REPLACE")} VIEW ${view(element)} AS ` }])];
}

const renamed = (element: Element, kind: string, from: string, to: string): readonly string[] => [
  `ALTER ${kind} ${relation(element, from)} RENAME TO ${quoted(element.attributes[to] ?? "")}`,
];

/** A routine or trigger: its words are the whole statement. */
const asWritten = { up: (element: Element): readonly Derived[] => (element.text === undefined ? [] : [element.text]) };

/** Changes of views, sequences, routines, and of nothing. */
export const objectChanges: Changes = {
  createView: { up: createView, down: (element) => [`DROP VIEW ${view(element)}`] },
  dropView: {
    up: (element, lenient) => [
      `DROP VIEW${when(lenient || isTrue(element.attributes["ifExists"]), "IF EXISTS")} ${view(element)}`,
    ],
  },
  renameView: {
    up: (element) => renamed(element, "VIEW", "oldViewName", "newViewName"),
    down: (element) => renamed(element, "VIEW", "newViewName", "oldViewName"),
  },
  createSequence: {
    up: (element, lenient) => [
      `CREATE SEQUENCE${when(lenient, "IF NOT EXISTS")} ${sequence(element)}${sequenceOptions(element)}`,
    ],
    down: (element) => [`DROP SEQUENCE ${sequence(element)}`],
  },
  alterSequence: { up: (element) => [`ALTER SEQUENCE ${sequence(element)}${sequenceOptions(element)}`] },
  dropSequence: { up: (element, lenient) => [`DROP SEQUENCE${when(lenient, "IF EXISTS")} ${sequence(element)}`] },
  renameSequence: {
    up: (element) => renamed(element, "SEQUENCE", "oldSequenceName", "newSequenceName"),
    down: (element) => renamed(element, "SEQUENCE", "newSequenceName", "oldSequenceName"),
  },
  createProcedure: asWritten,
  createFunction: asWritten,
  createTrigger: asWritten,
  dropProcedure: { up: (element) => [`DROP PROCEDURE ${relation(element, "procedureName")}`] },
  dropFunction: { up: (element) => [`DROP FUNCTION ${relation(element, "functionName")}`] },
  dropTrigger: {
    up: (element) => [`DROP TRIGGER ${quoted(element.attributes["triggerName"] ?? "")} ON ${relation(element)}`],
  },
  tagDatabase: { up: () => [], down: () => [] },
  empty: { up: () => [], down: () => [] },
  output: { up: () => [], down: () => [] },
  stop: { up: () => [] },
};
