import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { utcDay } from "../../app/utc-day.ts";
import { defineSubcommand } from "../subcommand.ts";
import { UsageError } from "../usage-error.ts";

const PATH = ".github/dataplan.yml";

export default defineSubcommand({
  name: "init",
  summary: "Look at a repository and write a commented .github/dataplan.yml",
  usage: ["init [--repo DIR] [--force]"],
  words: [0, 0],
  options: [
    { name: "repo", value: "DIR", help: "The repository's checkout (default: the current folder)" },
    { name: "force", help: "Overwrite a configuration that is there" },
    { name: "dry-run", help: "Print the file instead of writing it" },
  ],
  async run({ values, switches }, terminal) {
    const { draftConfig, sightLines } = await import("../init/draft.ts");
    const { look } = await import("../init/look.ts");
    const { openRepository } = await import("../../git/repository.ts");
    const repository = await openRepository(values["repo"]);
    try {
      const root = await repository.checkout();
      if (root === undefined && !switches.has("dry-run"))
        throw new UsageError("This repository is bare, so there is no folder to write to", "Print the file: --dry-run");
      terminal.progress("looking …");
      const sight = await look(repository, await repository.commit("HEAD"));
      terminal.progress("");
      const text = draftConfig(sight, utcDay());
      if (root === undefined || switches.has("dry-run")) {
        terminal.out(text);
        return 0;
      }
      const file = join(root, PATH);
      await mkdir(join(root, ".github"), { recursive: true });
      // Without --force the file must be new: not even a link to nowhere is followed.
      await writeFile(file, text, { flag: switches.has("force") ? "w" : "wx" }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== "EEXIST") throw new UsageError(`${file} cannot be written: ${error.message}`);
          throw new UsageError(`${file} is there already`, "Overwrite it with --force, or look with --dry-run");
        },
      );
      for (const line of sightLines(sight)) terminal.out(`  ${line}\n`);
      terminal.out(`Wrote ${PATH} (mode: audit). Next: dataplan replay --last 50\n`);
      return 0;
    } finally {
      repository.close();
    }
  },
});
