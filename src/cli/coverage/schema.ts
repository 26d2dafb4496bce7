import { QUALITY_CLASSES } from "../../model/quality.ts";
import { closed, list, text } from "../../verdict/schema-words.ts";

const line = { type: "integer", minimum: 1 };
const place = closed({ path: text("From the repository's root."), line, column: line, endLine: line }, [
  "column",
  "endLine",
]);
const count = { type: "integer", minimum: 0 };

/** The public contract of `dataplan coverage --format json`: JSON Schema draft-07 of a `CoverageReport`. */
export const coverageSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  $id: "https://raw.githubusercontent.com/dataplan/dataplan/main/schemas/coverage.schema.json",
  title: "dataplan coverage",
  ...closed({
    version: { const: 1 },
    commit: text("The commit that was read."),
    all: list(
      closed({
        id: text("`model.<project>.<name>` or `source.<project>.<source>.<table>`."),
        kind: { enum: ["model", "seed", "snapshot", "source"] },
        name: text("What people call it."),
        place,
        checks: list(
          closed({
            class: { enum: QUALITY_CLASSES, description: "What the check looks after." },
            columns: list(
              { type: "string" },
              "Lower case; of a key of several columns all of them, none where the whole relation is meant.",
            ),
            weak: list(
              { enum: ["warns", "where", "share", "tolerates", "unenforced"] },
              "Why it counts only in part: it only warns, looks at some of the rows, lets a share or a number of them pass, or no database enforces it.",
            ),
            by: text("The test, constraint or setting as it is spelt."),
            place,
          }),
          "What the repository checks of it.",
        ),
        other: { ...count, description: "Tests of which nobody can tell what they look after." },
        unitTests: { ...count, description: "Tests of its logic on rows that are made up." },
      }),
      "Models first, then seeds, snapshots and sources.",
    ),
  }),
};
