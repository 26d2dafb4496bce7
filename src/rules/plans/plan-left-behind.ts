import { defineRule } from "../../model/rule.ts";
import { standingKinds } from "./tell/standing-kinds.ts";
import { whereNamed } from "./tell/where-named.ts";

export default defineRule({
  id: "plan-left-behind",
  level: "review",
  on: ["model.removed"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["runbook-outdated", "docs-not-updated"],
  requirements: [{ row: 215, parts: "X" }],
  docs: {
    title: "A runbook or spec speaks of a model that is gone",
    sees: "A dbt model leaves, and a standing document (runbook, pipeline, DAG or data model spec, quality checklist) that this pull request does not edit still names it. Once a document.",
    why: "A runbook is read at night by somebody who does not know the pipeline: what it names has to be there.",
    instead: "Edit the document in the same pull request: name what took the model's place, or take the line out.",
  },
  messages: {
    gone: "Unexpected `{model}` in {document}, which this pull request removes, expected the document to be brought up to date",
  },
  *check({ before: model }, { base, head }) {
    if (Object.values(head.facts.model).some(({ name }) => name === model.name)) return;
    for (const plan of Object.values(head.facts.plan)) {
      if (!standingKinds.has(plan.planKind) || base.facts.plan[plan.id]?.hash !== plan.hash) continue;
      const at = whereNamed(plan, model.name);
      if (at === undefined) continue;
      yield {
        message: "gone",
        at,
        subject: model.subject,
        after: plan.id,
        data: { model: model.name, document: plan.title },
      };
    }
  },
});
