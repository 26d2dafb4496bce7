import { paint } from "../../render/paint.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

export default defineSubcommand({
  name: "replay",
  summary: "Judge a repository's last merges: what the gate would have said, before it is turned on",
  usage: ["replay [--repo DIR] [--last N] [OPTIONS]"],
  words: [0, 0],
  options: [
    { name: "repo", value: "DIR", help: "The git repository (default: the one around the current folder)" },
    { name: "head", value: "REV", help: "Where to walk back from (default: HEAD)" },
    { name: "last", value: "N", help: "How many commits that touch files of ours (default: 50)" },
    { name: "no-probe", help: "Do not ask the embedded PostgreSQL; judge by the text alone" },
    { name: "config", value: "FILE", help: "Judge by this file instead of each parent's .github/dataplan.yml" },
    { name: "format", value: "FORMAT", choices: ["text", "json"], help: "text, json (default: text)" },
  ],
  details:
    "Each first-parent commit is judged as a pull request against its parent, on its own date. It is a report: the exit code is 0, blocked or not, and 3 where a commit could not be judged at all.",
  async run({ values, switches }, terminal) {
    const last = Number(values["last"] ?? "50");
    if (!Number.isInteger(last) || last < 1) throw new UsageError("--last wants a whole number above 0");
    const { openRepository } = await import("../../git/repository.ts");
    const { namedConfig, loadNamed } = await import("../config-file.ts");
    const { choose } = await import("../replay/choose.ts");
    const { judgeStep } = await import("../replay/judge-step.ts");
    const { totals } = await import("../replay/totals.ts");
    const { replayLine, replaySummary } = await import("../replay/text.ts");
    const { lazyEngine } = await import("../lazy-engine.ts");
    const json = values["format"] === "json";
    const pen = paint(terminal.colour);
    const config = await namedConfig(values["config"]);
    const repository = await openRepository(values["repo"]);
    const engine = lazyEngine();
    try {
      const head = await repository.commit(values["head"] ?? "HEAD");
      const steps = await choose(repository, head, last, await loadNamed(config), (commits, chosen) =>
        terminal.progress(`${chosen} of ${last} found, ${commits} commits seen …`),
      );
      const options = config === undefined ? {} : { config };
      const warm = { memo: new Map<string, unknown>(), engine: switches.has("no-probe") ? undefined : engine, options };
      const reviews = [];
      for (const [at, step] of steps.entries()) {
        terminal.progress(`${at + 1} of ${steps.length}: ${step.commit.slice(0, 10)} …`);
        const review = await judgeStep(repository, step, warm);
        reviews.push(review);
        if (!json) terminal.out(replayLine(review, pen, terminal.width));
      }
      terminal.progress("");
      if (repository.shallow)
        terminal.err("dataplan: this clone is shallow, so its history ends early (git fetch --unshallow)\n");
      const sum = totals(reviews);
      if (json) {
        const { renderJson } = await import("../../render/json.ts");
        terminal.out(renderJson({ version: 1, head, reviews, totals: sum }));
      } else terminal.out(replaySummary(sum, pen));
      return sum.crashes > 0 ? 3 : 0;
    } finally {
      repository.close();
      await engine.close();
    }
  },
});
