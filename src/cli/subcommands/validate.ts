import { readFile } from "node:fs/promises";
import { ruleNames } from "../../rules.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const USUAL = ".github/dataplan.yml";

export default defineSubcommand({
  name: "validate",
  summary: "Check a configuration, or an organisation's floor, before it is pushed",
  usage: ["validate [FILE] [--floor] [--json]"],
  words: [0, 1],
  options: [
    { name: "floor", help: "The file is an organisation's: dataplan.yml in its .github repository" },
    { name: "json", help: "The same as data" },
  ],
  details: `Without a file, ${USUAL} of this folder. Every mistake is told at its line, with what was expected there. Exits with 0 where there is none, with 2 otherwise: a file with a mistake in it counts for nothing, and the defaults judge.`,
  async run({ words: [path = USUAL], switches }, terminal) {
    const text = await readFile(path, "utf8").catch(() => {
      throw new UsageError(`The configuration ${path} cannot be read`, "Name the file: dataplan validate FILE");
    });
    const file = { path, text };
    const { errors } = switches.has("floor")
      ? (await import("../../config/floor.ts")).loadFloor(file, ruleNames)
      : (await import("../../config/load.ts")).loadConfig(file, ruleNames);
    const told = errors.map(({ place, message }) => `${place.path}:${place.line}:${place.column ?? 1}: ${message}\n`);
    if (switches.has("json")) terminal.out(`${JSON.stringify({ path, errors }, null, 2)}\n`);
    else terminal.out(told.length > 0 ? told.join("") : `${path} holds no mistake\n`);
    return errors.length > 0 ? 2 : 0;
  },
});
