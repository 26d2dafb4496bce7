import { guaranteesOn } from "../../../model/guarantees-on.ts";
import { defineItem } from "../../item.ts";
import { modelNames } from "../../look/code-names.ts";
import { hasModels } from "../../look/project-text.ts";

export default defineItem({
  id: "named-models-exist",
  asked: {
    "workflow-plan": "build",
    "pipeline-blueprint": "pipeline",
    "dag-spec": "tasks",
    "data-quality-checklist": "dataset",
  },
  anywhere: true,
  requirements: [
    { row: 108, parts: "X" },
    {
      row: 111,
      parts: "X",
      waits: { X: "whether a checkpoint stands before publishing is in DAG files, which have no reader yet" },
    },
    { row: 155, parts: "X" },
  ],
  level: "review",
  title: "Models that the plan names",
  demand: "models of the dbt project, each with a test",
  why: "A name that leads nowhere is a plan for something that was renamed or never built, and a model without a test is one that nobody would miss the errors of.",
  template: "Models: <names of the models that carry it out>",
  messages: {
    away: "Unexpected model `{model}` that the dbt project does not have, expected one of its models",
    untested: "Unexpected model `{model}` without a test in this pull request, expected at least one",
  },
  *check(stage, context) {
    if (!hasModels(context)) return;
    const models = Object.values(context.head.facts.model);
    const changed = new Set(
      context.changes.flatMap((change) =>
        change.kind === "model.added" || change.kind === "model.altered" ? [change.after.id] : [],
      ),
    );
    const told = new Set<string>();
    for (const { name, place } of modelNames(stage)) {
      if (told.has(name)) continue;
      told.add(name);
      const model = models.find((one) => one.name === name);
      if (model === undefined) {
        // The same name may be a table of a migration, or of a warehouse without dbt.
        if (Object.values(context.head.facts.table).some(({ subject }) => subject.at(-1) === name)) continue;
        yield { part: "X", message: "away", at: place, of: name, data: { model: name } };
      } else if (
        changed.has(model.id) &&
        model.resource === "model" &&
        guaranteesOn(context.head, model.id).length === 0
      )
        yield { part: "X", message: "untested", at: place, of: name, data: { model: name } };
    }
  },
});
