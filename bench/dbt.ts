// What a dbt project costs, by the clock and of a processor, and in memory: node bench/dbt.ts REPOSITORY[@REVISION]… [--changes COUNT]
// index: every model rendered and its columns inferred, by a new process. again: the next review in the same process, as the
// App's, of one changed model. The last changes of at most five models are reviewed at the command line, one process each.
// Goals: index 10 s, again 3 s, a change 5 s, 1 GB.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readQueriesWith, readyParser } from "../src/columns/parse/read-query.ts";
import { loadConfig } from "../src/config/load.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import { outputOf } from "../src/lineage/output-of.ts";
import { ParserKeeper } from "../src/parser/keeper.ts";
import dbt from "../src/readers/dbt/reader.ts";
import { read, type Memo } from "../src/readers/read.ts";
import { review } from "../src/review.ts";
import { ruleNames } from "../src/rules.ts";
import { costOf, type Cost } from "./cost-of.ts";

const MAIN = join(import.meta.dirname, "..", "src", "cli", "main.ts");
const MOST_MODELS = 5;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changes: { type: "string" }, child: { type: "string" } },
});
if (positionals.length === 0) {
  console.error("usage: node bench/dbt.ts REPOSITORY[@REVISION]… [--changes COUNT]");
  process.exit(2);
}

const told = ({ wall, work, memory }: Pick<Cost, "wall" | "work" | "memory">): string =>
  `${(wall / 1000).toFixed(1)} s, of a processor ${(work / 1000).toFixed(1)} s, ${(memory / 1e6).toFixed(0)} MB`;

async function index(folder: string, revision: string): Promise<void> {
  const repository = await openRepository(folder);
  const commit = await repository.commit(revision);
  const { head } = await gather(repository, commit, commit);
  repository.close();
  await readyParser();
  const seen = await read(head, [dbt], loadConfig(undefined, ruleNames).config, new Map());
  const models = Object.values(seen.facts.model);
  const known = models.filter(({ id }) => outputOf(seen, id) !== undefined);
  console.log(`${models.length} models and seeds, the columns of ${known.length} inferred`);
}

/** One review to fill the memory, then the next one, which is measured. */
async function again(folder: string, changes: readonly string[]): Promise<void> {
  const repository = await openRepository(folder);
  const memo: Memo = new Map();
  for (const change of changes.slice(0, 2).toReversed()) {
    const [wall, work] = [performance.now(), process.cpuUsage()];
    const gathered = await gather(repository, `${change}^`, change, { memo });
    await review({ ...gathered, today: "2026-01-01", memo });
    const { user, system } = process.cpuUsage(work);
    const spent = { wall: performance.now() - wall, work: (user + system) / 1000, memory: process.memoryUsage.rss() };
    console.log(told(spent));
  }
  repository.close();
}

/** Commits of the branch that change a few models, the last first. */
function changesOf(folder: string, revision: string, count: number): readonly string[] {
  const log = execFileSync(
    "git",
    ["-C", folder, "log", "--first-parent", "-m", "--no-renames", "--name-only", "--format=%x00%H", "-500", revision],
    { encoding: "utf8", maxBuffer: 1e9 },
  );
  return log
    .split("\0")
    .flatMap((entry) => {
      const [commit = "", ...paths] = entry.split("\n").filter((line) => line !== "");
      const models = paths.filter((path) => /(?:^|\/)models\/.*\.sql$/.test(path)).length;
      return models > 0 && models <= MOST_MODELS ? [commit] : [];
    })
    .slice(0, count);
}

const parser = new ParserKeeper();
readQueriesWith(() => Promise.resolve(parser));
for (const from of positionals) {
  const [folder = "", revision = "HEAD"] = from.split("@");
  if (values.child === "index") await index(folder, revision);
  else if (values.child === "again") await again(folder, revision.split(","));
  else {
    const changes = changesOf(folder, revision, Number(values.changes ?? 5));
    const ran = (child: string, what: string): Cost => costOf([import.meta.filename, what, "--child", child], folder);
    const whole = ran("index", from);
    console.log(`${from}\n  index: ${told(whole)} (${whole.stdout.trim() || whole.stderr.trim()})`);
    const next = ran("again", `${folder}@${changes.join(",")}`);
    console.log(`  again: ${next.stdout.trim().split("\n").at(-1)} (${next.stderr.trim()})`);
    for (const change of changes) {
      const cost = costOf([MAIN, "review", "--repo", folder, "--base", `${change}^`, "--head", change], folder);
      console.log(`  ${change.slice(0, 8)}: ${told(cost)}, exit ${cost.status}`);
    }
  }
}
