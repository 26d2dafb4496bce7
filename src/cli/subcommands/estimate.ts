import { readFile } from "node:fs/promises";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const LARGEST = 2 * 1024 * 1024;

export default defineSubcommand({
  name: "estimate",
  summary: "What a plan's own figures come to: volume, storage, time, backlog and compute",
  usage: ["estimate PLAN [--set KEY=VALUE …]"],
  words: [1, 1],
  options: [
    {
      name: "set",
      value: "KEY=VALUE",
      repeats: true,
      help: "Reckon with this figure in the plan's place: records_per_day=80M, retention=90d … (again and again)",
    },
    {
      name: "format",
      value: "FORMAT",
      choices: ["text", "json", "markdown"],
      help: "text, json, markdown (default: text)",
    },
  ],
  details:
    "Formulas D1 to D9 on the figures that the plan states, each with its line; what it does not state is assumed and labelled so. The exit code is 1 where it cannot work as stated: too little time, or a backlog that never drains.",
  async run({ words: [path = ""], values }, terminal) {
    const bytes = await readFile(path).catch((error: NodeJS.ErrnoException) => {
      const why = error.code === "ENOENT" ? "there is no such file" : error.message;
      throw new UsageError(
        `The plan ${path} cannot be read: ${why}`,
        "Name a Markdown file: dataplan estimate plans/x.md",
      );
    });
    if (bytes.length > LARGEST || bytes.includes(0))
      throw new UsageError(`The plan ${path} cannot be read: expected a text file of at most 2 MB`);
    const { estimate } = await import("../../estimate/estimate.ts");
    const result = estimate(bytes.toString(), path, setsOf(values["set"]));
    switch (values["format"]) {
      case "json":
        terminal.out((await import("../../render/json.ts")).renderJson(result));
        break;
      case "markdown":
        terminal.out(`${(await import("../../render/estimate.ts")).renderEstimate(result)}\n`);
        break;
      default:
        terminal.out((await import("../../estimate/render-estimate.ts")).renderEstimateText(result));
    }
    return result.failures.length > 0 ? 1 : 0;
  },
});

const setsOf = (given: string | undefined): readonly (readonly [string, string])[] =>
  (given?.split("\n") ?? []).map((one) => {
    const at = one.indexOf("=");
    if (at < 1) throw new UsageError(`--set wants KEY=VALUE, not ${one}`, "For example --set records_per_day=80M");
    return [one.slice(0, at).trim(), one.slice(at + 1).trim()];
  });
