import { called, defineOutline } from "../outline.ts";

export default defineOutline({
  kind: "data-model-spec",
  title: "data model spec",
  source: "004",
  version: 1,
  alias: ["data-model", "model-spec", "data-model-specification"],
  stages: [
    {
      name: "overview",
      title: "Overview",
      words: called("summary, purpose, about, model overview, model"),
      optional: true,
    },
    {
      name: "grain",
      title: "Grain",
      words: called("the grain, grain and key, granularity, one row is"),
      // Most authors say it in the overview.
      optional: true,
    },
    {
      name: "columns",
      title: "Columns",
      words: called("schema, fields, column definitions, attributes, columns and types"),
    },
    {
      name: "keys",
      title: "Keys and indexes",
      words: called(
        "keys, indexes, constraints, keys indexes and partitions, keys indexes partitioning, keys and constraints",
        "keys indexes and partitioning, keys and partitioning",
      ),
    },
    {
      name: "relationships",
      title: "Relationships",
      words: called("relations, references, relationships and cardinality, related tables, joins"),
    },
    {
      name: "migration",
      title: "Migration",
      words: called(
        "migrations, forward and rollback, migration sql, forward and rollback sql, schema migration",
        "migration and rollback, ddl",
      ),
    },
    {
      name: "queries",
      title: "Query patterns",
      words: called("queries, access patterns, how it is queried, usage, query pattern"),
    },
    {
      name: "quality",
      title: "Quality expectations",
      words: called("quality, expectations, data quality, data quality expectations, tests, checks"),
      // Most authors give each column's expectation in the table of columns.
      optional: true,
    },
    {
      name: "access",
      title: "Access",
      words: called("who may, who may read, grants, permissions, access and grants, security, access control"),
      optional: true,
    },
  ],
});
