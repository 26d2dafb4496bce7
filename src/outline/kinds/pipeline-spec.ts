import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "pipeline-spec",
  title: "pipeline spec",
  source: "004",
  version: 1,
  alias: ["pipeline-specification"],
  stages: [
    {
      name: "overview",
      title: "Overview",
      words: called("summary, purpose, pipeline, about, pipeline overview"),
    },
    {
      name: "sources",
      title: "Sources",
      words: called("source, inputs, source systems, source definition, data sources"),
    },
    {
      name: "transformation",
      title: "Transformation",
      words: called("transformations, transform, transform steps, transformation steps, logic, transformation logic"),
    },
    {
      name: "target",
      title: "Target",
      words: called("targets, output, outputs, destination, load, sink, target definition"),
    },
    {
      name: "quality",
      title: "Quality checks",
      words: called("quality, data quality, checks, data quality checks, tests, validation"),
    },
    {
      name: "orchestration",
      title: "Orchestration",
      words: called("scheduling, schedule, orchestration and schedule, running it, dag"),
    },
    {
      name: "risks",
      title: "Risks",
      words: called("risks and mitigations, risk, open risks, what can go wrong"),
      optional: true,
    },
    {
      name: "dependencies",
      title: "Dependencies",
      words: called("dependency checklist, prerequisites, depends on"),
      optional: true,
    },
    {
      name: "acceptance",
      title: "Acceptance criteria",
      words: called("acceptance, definition of done, done when"),
      optional: true,
    },
  ],
});
