// Renders every dbt model of a repository and says how many could be, why the others could not, and what was left open:
//   node bench/jinja.ts REPOSITORY[@COMMIT]… [--json FILE]
// The JSON holds each model's SQL both ways, for a comparison with another renderer.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import type { ParsedFile } from "../src/model/reader.ts";
import { assemble } from "../src/readers/dbt/assemble.ts";
import { readText, type DbtText } from "../src/readers/dbt/dbt-text.ts";
import { pieces } from "../src/readers/dbt/pieces.ts";
import { selectDbt } from "../src/readers/dbt/select.ts";
import { stateOf, worldsOf } from "../src/readers/dbt/worlds.ts";

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: "string" } } });
if (positionals.length === 0) {
  console.error("usage: node bench/jinja.ts REPOSITORY[@COMMIT]… [--json FILE]");
  process.exit(2);
}

/** The same cause on other tables is one cause. */
const folded = (reason: string): string =>
  reason.replace(/(the columns of) \S+?(?=: |$)/, "$1 …").replace(/(the values of the column) \S+?(?=: |$)/, "$1 …");

const dump: Record<string, unknown>[] = [];
for (const from of positionals) {
  const [folder = "", revision = "HEAD"] = from.split("@");
  const repository = await openRepository(folder);
  const commit = await repository.commit(revision);
  const { head } = await gather(repository, commit, commit);
  repository.close();
  const files = selectDbt(head.paths).flatMap((path): ParsedFile<DbtText>[] => {
    const file = head.files[path];
    return file === undefined ? [] : [{ path, hash: file.hash, parsed: readText(file.text) }];
  });
  const start = performance.now();
  const assembled = assemble(files);
  const worlds = worldsOf(assembled);
  const state = stateOf(assembled);
  for (const one of assembled) {
    const world = worlds.get(one.project.id);
    if (world === undefined) continue;
    const before = process.cpuUsage().user;
    const models = pieces(one, { world, state }).filter(({ rendered }) => rendered !== undefined);
    const took = (process.cpuUsage().user - before) / 1000;
    const ways = models.flatMap(({ file, rendered }) => (rendered === undefined ? [] : [{ file, ...rendered }]));
    const failed = ways.filter(({ full, increment }) => !full.whole || increment?.whole === false);
    const holed = ways.filter(({ full, increment }) => [...full.gaps, ...(increment?.gaps ?? [])].length > 0);
    const moments = ways.filter((way) => way.full.holes.length > 0 && !holed.includes(way));
    const share = ways.length === 0 ? 100 : (100 * (ways.length - failed.length)) / ways.length;
    console.log(
      `${one.project.root || folder.split("/").at(-2)} (${world.adapter}): ${ways.length} models and snapshots, ${share.toFixed(2)} % rendered, ${holed.length} with something that only a run or an absent package knows, ${moments.length} more with the moment of the run in them, ${one.macros.length} macros, ${(took / Math.max(1, ways.length)).toFixed(1)} ms of a processor each`,
    );
    const counted = new Map<string, number>();
    const count = (what: string): void => void counted.set(what, (counted.get(what) ?? 0) + 1);
    for (const { file, full, increment } of ways) {
      const gaps = [...full.gaps, ...(increment?.gaps ?? [])];
      const open = full.whole && increment?.whole !== false;
      const said = gaps.map(
        ({ key, reason, place }) =>
          `${open ? "" : `FAILED ${file.path}: `}${key}: ${open ? folded(reason) : reason}${open ? "" : ` (${place.path}:${place.line})`}`,
      );
      for (const one of new Set(said)) count(one);
    }
    for (const [what, times] of [...counted].sort(
      ([a, m], [b, n]) => Number(b.startsWith("FAILED")) - Number(a.startsWith("FAILED")) || n - m,
    ))
      console.log(`  ${times} × ${what}`);
    dump.push(
      ...ways.map(({ file, full, increment }) => ({
        project: one.project.id,
        path: file.path,
        name: file.name,
        adapter: world.adapter,
        sql: full.sql,
        incremental: increment?.sql,
        holes: full.holes.map(({ reason }) => reason),
        gaps: [...full.gaps, ...(increment?.gaps ?? [])].map(
          ({ key, place, reason }) => `${key} ${place.path}:${place.line} ${reason}`,
        ),
      })),
    );
  }
  console.log(`${folder}: ${((performance.now() - start) / 1000).toFixed(1)} s after reading`);
}
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(dump));
