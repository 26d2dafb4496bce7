import { describe, expect, test } from "vitest";
import { assurances, suppressionsIn, suppressionsInProgram } from "../../src/readers/migrations/suppressions.ts";

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

describe("a program that asks for silence", () => {
  test.each([
    ["  # dataplan:ignore column-dropped: nobody reads it", 3],
    ["// dataplan:ignore column-dropped: nobody reads it", 1],
    ["-- dataplan:ignore column-dropped: nobody reads it", 1],
  ])("%s", (text, column) => {
    expect(suppressionsInProgram(`first line\n${text}\n`)).toEqual([
      {
        tool: "dataplan",
        names: ["column-dropped"],
        file: false,
        reason: "nobody reads it",
        line: 2,
        column,
        endLine: 2,
      },
    ]);
  });
  test("says so in a line of its own", () => {
    expect(suppressionsInProgram('x = "# dataplan:ignore column-dropped"\n"dataplan:ignore a"')).toEqual([]);
  });
  test("is about all that stands inside, and is told once", () => {
    const spot = { line: 3, column: 5, endLine: 6 };
    const told = assurances("m", "a.rb", [spot, spot, { line: 8, column: 5, endLine: 8 }]);
    expect(told.map(({ lines }) => lines)).toEqual([
      { from: 3, to: 6 },
      { from: 8, to: 8 },
    ]);
  });
});
