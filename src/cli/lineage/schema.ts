import { closed, list, text } from "../../verdict/schema-words.ts";

const way = { enum: ["up", "down"], description: "up: what it comes from; down: who reads it." };
const key = text("A node's key: its id, and `#column` behind it for a column.");
const line = { type: "integer", minimum: 1 };
const place = closed({ path: text("From the repository's root."), line, column: line, endLine: line }, [
  "column",
  "endLine",
]);

const node = closed(
  {
    key,
    id: text("`model.<project>.<name>`, `source.…`, `table.<schema>.<name>` …"),
    kind: {
      enum: [
        "table",
        "view",
        "model",
        "seed",
        "snapshot",
        "source",
        "exposure",
        "semantic model",
        "metric",
        "saved query",
      ],
    },
    name: text("What people call it."),
    column: text("Folded as the database does, in lower case where case does not count."),
    owner: text("Who answers for it."),
    place,
  },
  ["column", "owner"],
);

const edge = closed(
  {
    from: text("The key of what is read."),
    to: text("The key of who reads it."),
    how: {
      enum: ["value", "star", "condition", "relation", "name", "unknown"],
      description:
        "value: made of it, by the SQL; star: comes along with a *; condition: named in a join, filter or grouping alone; relation: reads it as a whole, or stands for it; name: only its name was found; unknown: it may come through or not.",
    },
    why: text("What is in the way of knowing more."),
  },
  ["why"],
);

/** The public contract of `dataplan lineage --format json`: JSON Schema draft-07 of a `Lineage`. */
export const lineageSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/lineage.schema.json",
  title: "dataplan lineage",
  ...closed({
    version: { const: 1 },
    commit: text("The commit that was read."),
    asked: key,
    ways: list(way, "The directions that were followed."),
    nodes: list(node, "Nearest first; the one that was asked for at their head."),
    edges: list(edge, "Between the nodes."),
    unknown: list(closed({ key, way, reason: text("Why.") }), "What the lineage of a node leaves open."),
    cut: list(closed({ key, way }), "Nodes behind which there is more than the depth that was asked for."),
  }),
};

/** Our own facet in the OpenLineage export: what the column lineage beside it leaves out. */
export const lineageGapsSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/lineage-gaps.schema.json",
  title: "dataplan_lineageGaps, a dataset facet of OpenLineage",
  ...closed({
    _producer: { type: "string", format: "uri" },
    _schemaURL: { type: "string", format: "uri" },
    gaps: list(closed({ reason: text("For people.") }), "What nobody could follow."),
  }),
};
