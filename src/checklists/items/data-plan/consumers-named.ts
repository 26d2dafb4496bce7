import type { Place } from "../../../model/place.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { changedModels, exposuresOf } from "../../look/project.ts";
import type { Stage } from "../../look/stage.ts";
import { about, statementsOf } from "../../look/statements.ts";
import { cellsOf, tablesWith } from "../../look/table.ts";
import { wordCount } from "../../look/words.ts";

const WHO = /\b(?:consumer|reader|audience|user|stakeholder|who|name)s?\b/;
const DECISION = /\bdeci\w*|\bused? (?:it )?for\b|\bpurpose\b|\buse\b|\bwhat for\b/;
const TOPIC = /\b(?:consumers?|audience|readers|who (?:reads|uses|needs)|stakeholders)\b/;
const EMPTY_USE =
  /^\W*(?:(?:they |it )?(?:uses?|reads?|needs?|looks? at|consumes?)(?: (?:it|them|this|the (?:data|table|mart)))?|various|data)\W*$/i;

export default defineItem({
  id: "consumers-named",
  asked: { "data-plan": "context" },
  requirements: [
    { row: 5, parts: "SX" },
    { row: 41, parts: "S" },
  ],
  level: "block",
  title: "Consumers and their decisions",
  demand: "who reads the data, and for each what is decided with it",
  why: "What nobody decides with need not be built, and whoever is not named is not told when it changes.",
  template:
    "| Consumer | Person | Decision | Reads |\n| --- | --- | --- | --- |\n| <dashboard, model or team> | <name> | <what is decided with it, and when> | <tables> |",
  messages: {
    decision: "Unexpected consumer `{consumer}` without a decision (`{said}`), expected what is decided with the data",
    unnamed:
      "Unexpected {type} `{consumer}` that reads `{model}` and is no consumer in the plan, expected it by its name",
  },
  *check(stage, context) {
    const told = consumersIn(stage);
    if (told.length === 0) {
      yield { part: "S", message: "missing" };
      return;
    }
    for (const { consumer, said, at } of told)
      if (wordCount(said) < 2 || EMPTY_USE.test(said))
        yield { part: "S", message: "decision", at, of: consumer, data: { consumer, said } };
    yield* unnamed(stage, context);
  },
});

/** "Consumers:", "**Consumers and decisions**". */
const isLabel = (text: string): boolean =>
  text.trim().endsWith(":") || (TOPIC.test(text.toLowerCase()) && /^[\w\s]{0,40}$/.test(text));

interface Told {
  readonly consumer: string;
  readonly said: string;
  readonly at: Place;
}

/** Rows of a table, or the items of a list: what stands behind the name is the decision. */
function consumersIn(stage: Stage): readonly Told[] {
  const tables = tablesWith(stage, WHO, DECISION);
  if (tables.length > 0)
    return tables.flatMap((table) => {
      const decisions = cellsOf(table, DECISION);
      return cellsOf(table, WHO).flatMap((who, i) => {
        const cell = decisions[i];
        if (who.open === true || cell === undefined || cell.open === true) return [];
        return [{ consumer: who.text, said: cell.text, at: cell.place }];
      });
    });
  return about(stage, TOPIC)
    .filter(({ form, text }) => form !== "code" && !isLabel(text))
    .map(({ text, place }) => {
      const [, name = "", rest] = /^(.{0,60}?)(?::|\bdecides?\b|\s[–—-]\s|;|,|$)(.*)$/su.exec(text) ?? [];
      const who = TOPIC.test(name.toLowerCase()) && rest !== undefined ? (rest.split(/[,;]/)[0] ?? name) : name;
      return { consumer: who.trim(), said: (rest ?? "").trim(), at: place };
    });
}

/** Dashboards, notebooks and the like that read what the pull request changes. */
function* unnamed(stage: Stage, context: ItemContext) {
  const text = [stage, context.stage("consumers")]
    .flatMap((each) => (each === undefined ? [] : statementsOf(each)))
    .map((each) => spaced(each.text))
    .join("\n");
  const touched = new Map([
    ...changedModels(context).map(({ id, name }) => [id, name] as const),
    ...context.changes.flatMap((change) =>
      change.kind === "model.removed" ? [[change.before.id, change.before.name] as const] : [],
    ),
  ]);
  for (const { subject, label, type, reads } of exposuresOf(context)) {
    const model = reads.find((id) => touched.has(id));
    const names = [label, subject.at(-1) ?? label];
    if (model === undefined || names.some((name) => text.includes(spaced(name)))) continue;
    const data = { consumer: label, type, model: touched.get(model) ?? model };
    yield { part: "X", message: "unnamed", of: label, data } as const;
  }
}

const spaced = (text: string): string => text.toLowerCase().replace(/[_\s-]+/g, " ");
