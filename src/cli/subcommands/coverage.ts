import { setFlagsFromString } from "node:v8";
import { openRepository } from "../../git/repository.ts";
import { defineSubcommand } from "../subcommand.ts";

const FORMATS = ["text", "json"] as const;

export default defineSubcommand({
  name: "coverage",
  summary: "What the tests of a dbt project look after: freshness, nulls, uniqueness, references …",
  usage: ["coverage [MODEL|SOURCE] [OPTIONS]"],
  words: [0, 1],
  options: [
    { name: "format", value: "FORMAT", choices: FORMATS, help: `${FORMATS.join(", ")} (default: text)` },
    { name: "repo", value: "DIR", help: "The git repository (default: the one around the current folder)" },
    { name: "head", value: "REV", help: "The commit to read (default: HEAD)" },
    { name: "config", value: "FILE", help: "Read by this file instead of the commit's .github/dataplan.yml" },
  ],
  details:
    "Tests of dbt, dbt_utils, dbt_expectations and elementary, the project's own tests, constraints, enforced contracts and the freshness of sources, by what they look after: freshness, nulls, uniqueness (keys of several columns too), references, values, row count, distribution, reconciliation, schema. A check counts only in part, and is shown so, where it only warns, looks at some of the rows, lets some pass, or where the database does not enforce the constraint. Unit tests look at logic, not at data, and are told beside. --format json is described by schemas/coverage.schema.json. Reads git objects only: commit first.",
  async run({ words: [asked], values }, terminal) {
    setFlagsFromString("--liftoff-only");
    const opening = openRepository(values["repo"]);
    opening.catch(() => undefined);
    const { snapshotAt } = await import("../../snapshot-at.ts");
    const { coverageReport } = await import("../../model/coverage-report.ts");
    const { namedConfig } = await import("../config-file.ts");
    const config = await namedConfig(values["config"]);
    const repository = await opening;
    try {
      terminal.progress("reading the commit …");
      const commit = await repository.commit(values["head"] ?? "HEAD");
      const snapshot = await snapshotAt(repository, commit, config);
      const ids = asked === undefined ? undefined : new Set([await idOf(asked)]);
      const report = coverageReport(snapshot, ids);
      terminal.progress("");
      if (values["format"] === "json") terminal.out(`${JSON.stringify(report, undefined, 2)}\n`);
      else terminal.out((await import("../../render/coverage-text.ts")).renderCoverageText(report, terminal));
      return 0;

      async function idOf(name: string): Promise<string> {
        const { findSpot } = await import("../../lineage/find-spot.ts");
        const found = findSpot(snapshot, name);
        if ("spot" in found && found.spot.column === undefined && /^(?:model|source)\./.test(found.spot.id))
          return found.spot.id;
        const { notCovered } = await import("../coverage/not-covered.ts");
        throw notCovered(name, found);
      }
    } finally {
      repository.close();
    }
  },
});
