import { expect, test } from "vitest";
import { renderSarif } from "../../src/render/sarif.ts";
import { rules } from "../../src/rules.ts";
import { sample } from "../render/sample.ts";

interface Result {
  readonly ruleId: string;
  readonly fixes?: readonly object[];
  readonly suppressions?: readonly { readonly kind: string }[];
}

const { runs } = JSON.parse(renderSarif(sample, rules, "1.0.0")) as { runs: readonly { results: readonly Result[] }[] };
const results = runs.flatMap((run) => run.results);

test("a one-line edit is a fix with the spot that it is put in at", () => {
  const fixed = results.find(({ ruleId, fixes }) => ruleId === "index-built-under-lock" && fixes !== undefined);
  expect(fixed?.fixes).toEqual([
    {
      description: { text: "Put in `CONCURRENTLY`" },
      artifactChanges: [
        {
          artifactLocation: { uri: "migrations/20260301_drop_legacy/up.sql", uriBaseId: "%SRCROOT%" },
          replacements: [
            {
              deletedRegion: { startLine: 5, startColumn: 13, endLine: 5, endColumn: 13 },
              insertedContent: { text: " CONCURRENTLY" },
            },
          ],
        },
      ],
    },
  ]);
});

test("what a comment silences is there, and marked as suppressed in the source", () => {
  expect(results.flatMap(({ suppressions = [] }) => suppressions.map(({ kind }) => kind))).toEqual([
    "external",
    "inSource",
  ]);
});
