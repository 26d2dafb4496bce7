import { setFlagsFromString } from "node:v8";
import { paint } from "../../render/paint.ts";
import { oneLine } from "../../render/visible.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

export default defineSubcommand({
  name: "prove",
  summary: "Run the way back of a repository's migrations, one by one, and compare the catalogs",
  usage: ["prove [--repo DIR] [--rev REV] [--all | --last N] [--format text|json]"],
  words: [0, 0],
  options: [
    { name: "repo", value: "DIR", help: "The git repository (default: the one around the current folder)" },
    { name: "rev", value: "REV", help: "The commit whose migrations are proved (default: HEAD)" },
    { name: "last", value: "N", help: "How many migrations at the end of each history (default: 20)" },
    { name: "all", help: "Every migration" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text, json (default: text)" },
  ],
  details:
    "Each migration runs up and down in an embedded PostgreSQL, on top of all before it, and what its way down leaves is compared with what was there. Then it stays up for the next one. The exit code is 1 where a way down fails or leaves something else behind.",
  async run({ values, switches }, terminal) {
    const last = Number(values["last"] ?? "20");
    if (!Number.isInteger(last) || last < 1) throw new UsageError("--last wants a whole number above 0");
    if (switches.has("all") && values["last"] !== undefined)
      throw new UsageError("--all and --last exclude each other", "Give one of them");
    // Node ends itself now and then where code of one WASM instance is thrown away while the next one starts (nodejs/node#64500).
    setFlagsFromString("--no-wasm-code-gc");
    const { openRepository } = await import("../../git/repository.ts");
    const { gather } = await import("../../gather.ts");
    const { read } = await import("../../readers/read.ts");
    const { default: migrations } = await import("../../readers/migrations/reader.ts");
    const { climb, flights } = await import("../prove/climb.ts");
    const { proofTotals } = await import("../prove/totals.ts");
    const { climbedLines, flightLine, proveSummary } = await import("../prove/text.ts");
    const { unread } = await import("../prove/unread.ts");
    const { lazyEngine } = await import("../lazy-engine.ts");
    const json = values["format"] === "json";
    const pen = paint(terminal.colour);
    const repository = await openRepository(values["repo"]);
    const engine = lazyEngine(() => terminal.progress("starting the embedded PostgreSQL …"));
    try {
      const rev = await repository.commit(values["rev"] ?? "HEAD");
      terminal.progress("reading the migrations …");
      const readers = [migrations];
      const { head, config } = await gather(repository, rev, rev, { readers });
      if (config.errors.length > 0)
        throw new UsageError(config.errors.map(({ place, message }) => `${place.path}: ${message}`).join("\n"));
      const side = await read(head, readers, config.config, new Map());
      const climbed = [];
      const notes = [...unread(side)];
      for (const flight of await flights(side, config.config, switches.has("all") ? Infinity : last)) {
        if (!json) terminal.out(flightLine(flight, pen));
        let left: readonly string[] = [];
        for (const [at, step] of flight.steps.entries()) {
          terminal.progress(`${at + 1} of ${flight.steps.length}: ${oneLine(step.question.change[0]?.id ?? "")} …`);
          const one = await climb(step, flight, side, engine);
          climbed.push(one);
          left = one.notes;
          if (!json && flight.downs > 0) terminal.out(climbedLines(one, pen));
        }
        notes.push(...left);
      }
      terminal.progress("");
      const totals = proofTotals(climbed.map(({ result }) => result));
      for (const note of notes) terminal.err(`dataplan: ${oneLine(note)}\n`);
      if (json) {
        const { renderJson } = await import("../../render/json.ts");
        const told = climbed.map(({ id, result, detail, differences, rows }) => ({
          id,
          result,
          detail,
          differences,
          rows,
        }));
        terminal.out(renderJson({ version: 1, head: rev, migrations: told, totals, notes }));
      } else if (climbed.length === 0) terminal.out("No migrations that are read here: nothing to prove\n");
      else terminal.out(proveSummary(totals, pen));
      return totals.differs + totals.fails > 0 ? 1 : 0;
    } finally {
      repository.close();
      await engine.close();
    }
  },
});
