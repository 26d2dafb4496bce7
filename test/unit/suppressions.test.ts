import { describe, expect, test } from "vitest";
import { suppressionsIn } from "../../src/readers/migrations/suppressions.ts";

describe("a comment that asks for silence", () => {
  test.each([
    ["-- dataplan:ignore column-dropped: nobody reads it", "dataplan", ["column-dropped"], false, "nobody reads it"],
    ["/* dataplan:ignore-file a-b, c-d */", "dataplan", ["a-b", "c-d"], true, undefined],
    ["-- dataplan:ignore", "dataplan", [], false, undefined],
    [
      "-- squawk-ignore ban-drop-column, renaming-column",
      "squawk",
      ["ban-drop-column", "renaming-column"],
      false,
      undefined,
    ],
    ["-- squawk-ignore-file", "squawk", [], true, undefined],
    ["-- atlas:nolint destructive DS103", "atlas", ["destructive", "DS103"], false, undefined],
    ["-- migrationpilot-disable MP001", "migrationpilot", ["MP001"], false, undefined],
    ["-- migrationpilot-disable-next-line MP004", "migrationpilot", ["MP004"], false, undefined],
    ["-- migrationpilot-disable-file", "migrationpilot", [], true, undefined],
    [
      "-- pgfence-ignore: drop-table, prefer-robust-drop-table",
      "pgfence",
      ["drop-table", "prefer-robust-drop-table"],
      false,
      undefined,
    ],
    ["-- pgfence: ignore drop-table", "pgfence", ["drop-table"], false, undefined],
    ["-- pgsafe:ignore drop-column it is archived", "pgsafe", ["drop-column"], false, "it is archived"],
    ["-- pgm-lint:suppress-file PGM001,PGM002", "pg-migration-lint", ["PGM001", "PGM002"], true, undefined],
    ["-- eugene: ignore E1, E2", "eugene", ["E1", "E2"], false, undefined],
    ["-- pgls-ignore lint/safety/banDropColumn: agreed", "pgls", ["lint/safety/banDropColumn"], false, "agreed"],
  ] as const)("%s", (text, tool, names, file, reason) => {
    const [one, ...rest] = suppressionsIn(`select 1;\n  ${text}\ndrop table a;`);
    expect(rest).toEqual([]);
    expect(one).toEqual({
      tool,
      names,
      file,
      line: 2,
      column: 3,
      endLine: 2,
      ...(reason === undefined ? {} : { reason }),
    });
  });
  test.each([
    "select '-- squawk-ignore a';",
    "select $$\n-- squawk-ignore a\n$$;",
    'select 1 as "-- squawk-ignore a";',
    "-- we squawk-ignore a lot here\nselect 1;",
    "-- squawk-ignored a\nselect 1;",
  ])("is not in %j", (text) => {
    expect(suppressionsIn(text)).toEqual([]);
  });
});
