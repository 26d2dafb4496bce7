import type { Declined } from "../model/declined.ts";

/** How a dbt project is laid out, which is its own affair. */
const dbtLayers: readonly Declined[] = [
  {
    ids: [
      "direct-join-to-source",
      "marts-or-int-depends-on-source",
      "multiple-sources-joined",
      "rejoining-upstream-concepts",
      "root-models",
      "staging-depends-on-marts",
      "staging-depends-on-staging",
      "permitted-upstream-paths",
      "seed-or-source-use-limited",
      "parents-schema",
    ],
    why: "Which layer may read which is a house's own map, told by the names of its folders: measured on projects with other folders such rules speak of every model. Nobody's rows or readers are hurt by a model that reads a source.",
  },
  {
    ids: [
      "model-fanout",
      "source-fanout",
      "too-many-joins",
      "max-upstream",
      "min-downstream",
      "childs-min-max",
      "source-used-by-one-model-only",
      "line-limits",
      "token-costs",
    ],
    why: "A count says nothing by itself: a calendar has forty readers and is right. What a change does to its readers is told with their names.",
    instead: ["model-column-removed", "model-removed"],
  },
  {
    ids: ["unused-source"],
    why: "A declared table that nobody reads costs nothing and breaks nothing; often it is only declared for its freshness.",
  },
  {
    ids: ["version-pinned-in-ref", "latest-version-specified"],
    why: "Without a pin a reader moves along with the latest version, which many want. That it is moved is told, with those who move.",
    instead: ["latest-version-moved"],
  },
  {
    ids: [
      "dbt-directories",
      "naming-prefixes-per-layer",
      "property-file-location",
      "dbt-naming-contracts",
      "database-casing",
    ],
    why: "Where files lie and how names begin is the house's own, and dbt reads all of them alike.",
  },
  {
    ids: ["no-semicolon", "invalid-star-expansion", "access-value", "snapshot-no-unique-key", "snapshot-no-strategy"],
    why: "dbt or its warehouse refuses it on the first run of the pull request's own CI, with a message that names the line: nothing of it ever reaches a reader.",
  },
  {
    ids: ["model-moved-same-name"],
    why: "A model is who it is by its project and name. That its file moves is no change, and we have a case that keeps it silent.",
    instead: ["model-removed"],
  },
];

export default dbtLayers;
