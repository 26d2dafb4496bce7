import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { answer } from "../../look/answer.ts";
import { CLASS, CLOSED } from "../../look/classes.ts";
import { isPersonal, newPersonalColumns, PERSON_KEY } from "../../look/personal.ts";
import { speaksOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { statementsOf } from "../../look/statements.ts";
import { isExcused, isVague } from "../../look/vague.ts";

const TOPIC = /\bclassif|\bclass(?:es)?\b|\bsensitivity\b|\bdata class/;
const BOUNDARY = /\btrust\b|\bboundar(?:y|ies)\b|\btrusted\b/;

export default defineItem({
  id: "data-classified",
  asked: { "design-spec": "security" },
  requirements: [{ row: 77, parts: "SX" }],
  level: "review",
  title: "Data classification and trust boundaries",
  demand: "the class of the data (public, internal, confidential or regulated) and where trust begins",
  why: "Who may see, copy and keep a column follows from its class; where nobody gave it one, everybody decides for himself.",
  template:
    "- Data classification: <which data are public, internal, confidential or regulated>\n- Trust boundaries: <where what comes in is not trusted yet>",
  messages: {
    unclassed:
      "Unexpected security without a data classification, expected public, internal, confidential or regulated",
    said: "Unexpected data classification `{said}`, expected public, internal, confidential or regulated",
    boundary: "Unexpected security without trust boundaries, expected where what comes in is not trusted yet",
    vague: "Unexpected trust boundaries `{said}`, expected where what comes in is not trusted yet",
    open: "Unexpected `{name}` as {class}, which tells of a person, expected confidential at least",
    column:
      "Unexpected new column `{column}` of `{table}` without a class, expected it in the data classification, or tagged where it is made",
  },
  *check(stage, context) {
    const told = classesIn(stage);
    const said = answer(stage, TOPIC, /\bclassif|\bclassed\b/i);
    if (told.length === 0 && said.found !== "open") {
      if (said.found === "nothing") yield { part: "S", message: "unclassed" };
      else if (!isExcused(said.text)) yield { part: "S", message: "said", at: said.place, data: { said: said.text } };
    }
    const trust = answer(stage, BOUNDARY);
    if (trust.found === "nothing") yield { part: "S", message: "boundary" };
    else if (trust.found === "said" && isVague(trust.text) && !isExcused(trust.text))
      yield { part: "S", message: "vague", at: trust.place, data: { said: trust.text } };
    for (const { text, place } of told)
      for (const one of tooOpen(text)) yield { part: "X", message: "open", at: place, of: one.name, data: one };
    const all = statementsOf(stage);
    for (const { name: column, relation: table } of newPersonalColumns(context)) {
      if (all.some(({ text }) => speaksOf(text, column)) || isTagged(column, table, context)) continue;
      yield { part: "X", message: "column", of: `${table}.${column}`, data: { column, table }, level: "block" };
    }
  },
});

/** Statements that give data a class: in a row, a label or a sentence of their own. */
const classesIn = (stage: Stage): readonly Said[] => {
  const tabled = stage.tables
    .filter(({ columns }) => columns.some((name) => TOPIC.test(name.toLowerCase())))
    .flatMap(({ rows }) => rows.flatMap((row) => row.map(({ place }) => place.line)));
  return statementsOf(stage).filter(
    ({ text, place }) =>
      CLASS.test(text) &&
      (tabled.includes(place.line) ||
        TOPIC.test(text.toLowerCase()) ||
        /\b(?:is|are|as|:)\s*(?:public|internal|confidential|regulated|restricted)\b/i.test(text)),
  );
};

const SPOKEN =
  /\be-?mail addresses\b|\b(?:phone|telephone|passport) numbers\b|\bdates of birth\b|\bbirthdays\b|\bnames of (?:customers|users|patients)\b/i;

/** "`customer_id`: public", "email is internal": a name that tells of a person beside a class that lets many in. */
function* tooOpen(text: string): Iterable<{ readonly name: string; readonly class: string }> {
  for (const piece of text.split(/[.;](?:\s|$)|\n/)) {
    const given = /(?:[:|]|\bis|\bare|\bas)\s*(public|internal)\b/i.exec(piece)?.[1]?.toLowerCase();
    if (given === undefined || CLOSED.test(piece)) continue;
    const names = piece.match(/\b[a-z]\w*\b/gi) ?? [];
    const name =
      names.find((one) => isPersonal(one) || (given === "public" && PERSON_KEY.test(one))) ?? SPOKEN.exec(piece)?.[0];
    if (name !== undefined) yield { name, class: given };
  }
}

/** A comment on the column, or the settings of its model, say what class it has. */
const isTagged = (column: string, table: string, { head }: ItemContext): boolean =>
  Object.values(head.facts.statement).some(
    ({ sql }) =>
      /^\s*comment\s+on\s+column\b/i.test(sql) && speaksOf(sql.replaceAll(".", " "), column) && CLASS.test(sql),
  ) ||
  Object.values(head.facts.model).some(
    ({ name, settings = {} }) =>
      name === table &&
      Object.entries(settings).some(
        ([key, values]) =>
          /^(?:meta|tags)\b/.test(key) && CLASS.test(`${key.replaceAll(/[._]/g, " ")} ${values.join(" ")}`),
      ),
  );
