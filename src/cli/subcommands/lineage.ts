import { setFlagsFromString } from "node:v8";
import { openRepository } from "../../git/repository.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const FORMATS = ["text", "json", "mermaid", "openlineage"] as const;

export default defineSubcommand({
  name: "lineage",
  summary: "Where a table, a model or one of its columns comes from, and who reads it",
  usage: [
    "lineage MODEL[.COLUMN] [OPTIONS]",
    "lineage [SCHEMA.]TABLE[.COLUMN] [OPTIONS]",
    "lineage --format openlineage [NAME] [OPTIONS]",
  ],
  words: [0, 1],
  options: [
    { name: "up", help: "Only what it comes from" },
    { name: "down", help: "Only who reads it" },
    { name: "depth", value: "N", help: "At most so many steps away (default: all)" },
    { name: "format", value: "FORMAT", choices: FORMATS, help: `${FORMATS.join(", ")} (default: text)` },
    { name: "namespace", value: "URI", help: "For openlineage: where the datasets are (default: dataplan)" },
    { name: "repo", value: "DIR", help: "The git repository (default: the one around the current folder)" },
    { name: "head", value: "REV", help: "The commit to read (default: HEAD)" },
    { name: "config", value: "FILE", help: "Read by this file instead of the commit's .github/dataplan.yml" },
  ],
  details:
    "One graph from the tables of migrations over dbt sources (matched by relation) and models, column by column, to snapshots, the semantic layer and exposures. Names may be ids (`model.shop.orders`), and exposures and metrics may be asked for too. What could not be followed is shown as unknown, with the reason. --format json is described by schemas/lineage.schema.json. --format openlineage writes one static event (JobEvent) a line for each dbt model on the way, or, without a name, for every model of the commit, with the column-lineage facet; datasets are called [database.]schema.name, and a model's schema is its project where no fresh manifest.json tells the real one. Reads git objects only: commit first.",
  async run({ words: [asked], values, switches }, terminal) {
    const depth = depthOf(values["depth"]);
    if (asked === undefined && values["format"] !== "openlineage")
      throw new UsageError("Something is missing: lineage MODEL[.COLUMN]", "See dataplan lineage --help");
    setFlagsFromString("--liftoff-only");
    const opening = openRepository(values["repo"]);
    opening.catch(() => undefined);
    const { snapshotAt } = await import("../../snapshot-at.ts");
    const { lineageOf } = await import("../../lineage/lineage-of.ts");
    const { findSpot } = await import("../../lineage/find-spot.ts");
    const { namedConfig } = await import("../config-file.ts");
    const config = await namedConfig(values["config"]);
    const repository = await opening;
    try {
      terminal.progress("reading the commit …");
      const commit = await repository.commit(values["head"] ?? "HEAD");
      const snapshot = await snapshotAt(repository, commit, config);
      terminal.progress("following columns …");
      if (asked === undefined) {
        const { openLineage } = await import("../lineage/open-lineage.ts");
        terminal.out(await openLineage(repository, snapshot, values["namespace"]));
        return 0;
      }
      const found = findSpot(snapshot, asked);
      if (!("spot" in found)) {
        const { refused } = await import("../lineage/refused.ts");
        throw refused(asked, found);
      }
      const ways = (["up", "down"] as const).filter((way) => switches.has(way) || switches.size === 0);
      const lineage = lineageOf(snapshot, { spot: found.spot, ways, ...(depth !== undefined && { depth }) });
      terminal.progress("");
      switch (values["format"]) {
        case "openlineage": {
          const { openLineage } = await import("../lineage/open-lineage.ts");
          terminal.out(await openLineage(repository, snapshot, values["namespace"], lineage));
          break;
        }
        case "json":
          terminal.out(`${JSON.stringify(lineage, undefined, 2)}\n`);
          break;
        case "mermaid":
          terminal.out((await import("../../render/lineage-mermaid.ts")).renderLineageMermaid(lineage));
          break;
        default:
          terminal.out((await import("../../render/lineage-text.ts")).renderLineageText(lineage, terminal));
      }
      return 0;
    } finally {
      repository.close();
    }
  },
});

function depthOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new UsageError(`--depth cannot be ${text}: expected a whole number from 1`, "See dataplan lineage --help");
}
