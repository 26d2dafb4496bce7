import { defineItem, type ItemContext } from "../../item.ts";
import { tablesWith } from "../../look/table.ts";
import { told } from "../../look/told.ts";
import { inWords } from "../../look/topics.ts";

/** The part, and by what it is known where it has no section of its own. */
const PARTS: Readonly<Record<string, (context: ItemContext) => boolean>> = {
  "the schema": (plan) =>
    tablesWith(plan.whole, /\btables?\b|\bmodels?\b|\brelation\b/, /\bgrain\b|\bkeys?\b/).length > 0 ||
    told(plan.stage("schema") ?? plan.whole, /\bgrain\b|\bone row (?:for|per)\b/i).length > 0,
  "ingestion with its rules of quality": (plan) =>
    told(plan.stage("build") ?? plan.whole, /\brules?\b|\bquarantine\b|\bvalidat|\bchecks?\b|\baccepted\b/i).length > 0,
  "infrastructure that is watched": (plan) =>
    plan.stage("monitoring")?.answered === true || tablesWith(plan.whole, /\balerts?\b|\bsignals?\b/).length > 0,
};

export default defineItem({
  id: "warehouse-parts-complete",
  asked: { "workflow-plan": "schema" },
  profiles: ["warehouse"],
  anywhere: true,
  requirements: [{ row: 125, parts: "S" }],
  level: "notice",
  title: "Parts of a new schema",
  demand: "tables with their grain, ingestion with rules of quality, and infrastructure that is watched",
  why: "A schema that comes without one of them is used all the same, and the rest is built in a hurry.",
  template:
    "| Table | Grain | Key | Kept |\n| --- | --- | --- | --- |\n| <table> | <what a row stands for> | <columns> | <duration> |",
  messages: { lacks: "Unexpected plan of a schema without {lacks}, expected all three parts" },
  *check(_, context) {
    const lacks = Object.entries(PARTS)
      .filter(([, is]) => !is(context))
      .map(([name]) => name);
    if (lacks.length > 0) yield { part: "S", message: "lacks", data: { lacks: inWords(lacks) } };
  },
});
