import type { Declined } from "../model/declined.ts";

/** Descriptions, labels and counts that a dbt project may ask of itself. */
const dbtPapers: readonly Declined[] = [
  {
    ids: [
      "source-description-missing",
      "source-table-description-missing",
      "seed-description-missing",
      "macro-description-missing",
      "macro-arg-description-missing",
      "snapshot-description-missing",
      "exposure-description-missing",
      "public-undocumented",
      "same-column-same-description",
    ],
    why: "Asked of everything, descriptions are written for the linter. We ask for those of models and their columns, where the project itself usually has them.",
    instead: ["model-undescribed"],
  },
  {
    ids: ["doc-coverage-dropped", "tests-by-name-count", "test-coverage", "unit-test-coverage", "unit-test-formats"],
    why: "A percentage moves with the number of models and tells nobody what to do. The model that comes without a test, and the test that goes, are told by name.",
    instead: ["model-untested", "test-removed"],
  },
  {
    ids: ["snapshot-no-tests", "missing-audits"],
    why: "What a table should be tested for only its owner knows; that a model comes without any test in a project that tests its models is told.",
    instead: ["model-untested"],
  },
  {
    ids: [
      "meta-required",
      "labels-required",
      "tags-required",
      "tags-allowed",
      "pii-meta-missing",
      "source-loader-missing",
    ],
    why: "Lists that a house keeps for itself, under keys that mean something there alone. dbt reads none of them.",
  },
  {
    ids: ["grants-allow-list"],
    why: "Who may read is decided in the warehouse, and a list of the permitted stands in no repository. That a new model says nothing of it where others do is told.",
    instead: ["grants-omitted"],
  },
  {
    ids: ["exposure-on-non-public"],
    why: "Access is for refs from other projects and groups; an exposure of the same project may read a protected model, and dbt lets it. That a private one is closed to it is told.",
    instead: ["access-narrowed"],
  },
];

export default dbtPapers;
