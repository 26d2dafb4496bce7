import { defineItem } from "../../item.ts";
import { isOpen, told } from "../../look/told.ts";

const WHERE = /\bdescribed in\b|\bdocumented in\b|\bdata dictionary\b|\bcatalog(?:ue)?\b|\bdbt docs\b/i;

export default defineItem({
  id: "schema-documented",
  asked: { "workflow-plan": "documents" },
  profiles: ["warehouse"],
  anywhere: true,
  requirements: [{ row: 125, parts: "S" }],
  level: "notice",
  title: "Documents of a new schema",
  demand: "where its columns are described, and how it is run",
  why: "A schema that nobody described is read by its column names, and two people read them in two ways.",
  template: "Columns are described in <path>; it is run as in <link to the runbook>",
  messages: {},
  *check(stage, context) {
    const own = context.stage("documents");
    if (own?.answered === true || told(stage, WHERE).length > 0 || isOpen(stage, WHERE)) return;
    yield { part: "S", message: "missing" };
  },
});
