import { appendFile, writeFile } from "node:fs/promises";
import { setFlagsFromString } from "node:v8";
import { oneLine } from "../../render/visible.ts";
import { exitCodeOf } from "../exit-code.ts";
import { FORMATS, present } from "../present.ts";
import { openSources, sourceOptions } from "../sources.ts";
import { utcDay } from "../../app/utc-day.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

export default defineSubcommand({
  name: "review",
  summary: "Judge the difference between two commits as a pull request",
  usage: ["review [--repo DIR] [--base REV] [--head REV] [OPTIONS]", "review --base-dir DIR --head-dir DIR [OPTIONS]"],
  words: [0, 0],
  options: [
    ...sourceOptions,
    { name: "no-probe", help: "Do not ask the embedded PostgreSQL; judge by the text alone" },
    { name: "config", value: "FILE", help: "Judge by this file instead of the base's .github/dataplan.yml" },
    { name: "floor", value: "FILE", help: "An organisation's dataplan.yml, below which no configuration may go" },
    { name: "format", value: "FORMAT", choices: FORMATS, help: `${FORMATS.join(", ")} (default: text)` },
    { name: "output", value: "FILE", help: "Write the verdict to a file instead of the standard output" },
  ],
  details:
    "Reads git objects only: nothing is checked out, nothing from the repository is executed, uncommitted changes are not seen.",
  async run(args, terminal) {
    const { values, switches } = args;
    // One review is over before an optimised build of the SQL parser would pay; the process would only wait for it at its end.
    // `--liftoff-only` brings these two along on a command line, and not once V8 runs.
    setFlagsFromString("--no-wasm-tier-up");
    setFlagsFromString("--no-wasm-dynamic-tiering");
    // Git answers while the rest is loaded.
    const opening = openSources(args);
    opening.catch(() => undefined);
    const { asked, gather } = await import("../../gather.ts");
    const { review } = await import("../../review.ts");
    const { lazyEngine } = await import("../lazy-engine.ts");
    const { namedConfig, namedFloor } = await import("../config-file.ts");
    const config = await namedConfig(values["config"]);
    const floor = await namedFloor(values["floor"]);
    const sources = await opening;
    const engine = lazyEngine(() => terminal.progress("starting the embedded PostgreSQL …"));
    try {
      if (sources.said !== undefined) terminal.err(`dataplan: ${sources.said}\n`);
      terminal.progress("reading both commits …");
      const gathered = await gather(sources.repository, sources.base, sources.head, {
        ...(config === undefined ? {} : { config }),
        ...(floor === undefined ? {} : { floor }),
      });
      terminal.progress("judging …");
      const input = { ...gathered, today: utcDay() };
      const verdict = await review(input, switches.has("no-probe") ? undefined : engine);
      terminal.progress("");

      // As everywhere, a dash is the standard output.
      const output = values["output"] === "-" ? undefined : values["output"];
      const to = output === undefined ? terminal : { colour: false, width: 100 };
      const sourceOf = (path: string, side: "base" | "head") => gathered[side].files[path]?.text;
      const text = await present(values["format"] ?? "text", verdict, sourceOf, to);
      if (output === undefined) terminal.out(text);
      else await written(output, text);
      if (output !== undefined) terminal.err(`dataplan: ${verdict.summary} (written to ${output})\n`);
      const page = process.env["GITHUB_STEP_SUMMARY"];
      if (values["format"] === "github" && page !== undefined && page !== "")
        await appendFile(page, await present("markdown", verdict, sourceOf, to));
      const left = (await sources.left) ?? [];
      const ours = asked([...new Set([...gathered.head.paths, ...left])].sort(), gathered.config);
      const unseen = left.filter((path) => ours.has(path));
      if (unseen.length > 0) terminal.err(`dataplan: not committed, so not reviewed: ${named(unseen)}\n`);
      return exitCodeOf(verdict.conclusion);
    } finally {
      sources.close();
      await engine.close();
    }
  },
});

function named(paths: readonly string[]): string {
  const more = paths.length > 3 ? ` and ${paths.length - 3} more` : "";
  return `${paths.slice(0, 3).map(oneLine).join(", ")}${more}`;
}

async function written(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text);
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
  }
}
