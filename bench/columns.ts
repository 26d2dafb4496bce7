// Infers the columns of every dbt model of a repository from its SQL and says how far that gets, beside what is documented:
//   node bench/columns.ts REPOSITORY[@COMMIT]… [--differences COUNT] [--seed NUMBER] [--lost]
// "complete" counts a source's documented columns as all that it has; "closed" does not.
import { parseArgs } from "node:util";
import { dialectOf } from "../src/columns/parse/dialect.ts";
import { readQueriesWith, readQuery, readyParser } from "../src/columns/parse/read-query.ts";
import { loadConfig } from "../src/config/load.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import { outputOf } from "../src/lineage/output-of.ts";
import { ParserKeeper } from "../src/parser/keeper.ts";
import { plainName } from "../src/model/model-output.ts";
import dbt from "../src/readers/dbt/reader.ts";
import { read } from "../src/readers/read.ts";
import { ruleNames } from "../src/rules.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { differences: { type: "string" }, seed: { type: "string" }, lost: { type: "boolean" } },
});
if (positionals.length === 0) {
  console.error("usage: node bench/columns.ts REPOSITORY[@COMMIT]… [--differences COUNT] [--seed NUMBER] [--lost]");
  process.exit(2);
}
const { config } = loadConfig(undefined, ruleNames);

/** Park and Miller's generator: the same seed draws the same. */
function* draw(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 48_271) % 2_147_483_647;
    yield state / 2_147_483_647;
  }
}

const share = (some: number, all: number): string => (all === 0 ? "–" : `${((100 * some) / all).toFixed(1)} %`);

const parser = new ParserKeeper();
readQueriesWith(() => Promise.resolve(parser));
for (const from of positionals) {
  const [folder = "", revision = "HEAD"] = from.split("@");
  const repository = await openRepository(folder);
  const commit = await repository.commit(revision);
  const { head } = await gather(repository, commit, commit);
  repository.close();
  const began = performance.now();
  await readyParser();
  const seen = await read(head, [dbt], config, new Map());
  const rendered = performance.now();
  const models = Object.values(seen.facts.model).filter(
    ({ resource, path }) => resource !== "seed" && path.endsWith(".sql"),
  );
  for (const [project, own] of Map.groupBy(models, ({ project }) => project)) {
    // A model that a variable turns off leaves nothing behind.
    const built = own.filter(({ query }) => query === undefined || query.sql.trim() !== "");
    const causes = new Map<string, number>();
    const differences: string[] = [];
    const count = { parsed: 0, complete: 0, closed: 0, full: 0, documented: 0, agreed: 0, described: 0, within: 0 };
    const start = performance.now();
    for (const { id, path, query, columns } of built) {
      const output = outputOf(seen, id);
      const why = query === undefined ? "not rendered to its end" : causeOf(query.sql, query.adapter);
      if (why !== undefined || output === undefined) {
        const cause = (why ?? "its increment").replace(/^line \d+, column \d+: /, "");
        causes.set(`${cause} (${path})`, 1);
        continue;
      }
      count.parsed++;
      const complete = output.stars.every(({ of }) => (seen.facts.source[of]?.columns.length ?? 0) > 0);
      if (output.stars.length === 0) count.closed++;
      if (complete) count.complete++;
      if (complete && output.sure) count.full++;
      else if (values.lost === true)
        console.log(
          `  ${path}: ${output.stars.map(({ of }) => `${of}.*`).join(", ")}${output.sure ? "" : " a name is lost"}`,
        );
      if (!complete || columns.length === 0) continue;
      count.described++;
      const have = new Set(output.columns.map(({ key }) => plainName(key)));
      const missing = columns.filter(({ name }) => !have.has(plainName(name)));
      count.documented += columns.length;
      count.agreed += columns.length - missing.length;
      if (missing.length === 0) count.within++;
      differences.push(...missing.map(({ name }) => `${path}: ${name}`));
    }
    const all = built.length;
    console.log(
      `${project}: ${all} models with SQL of ${own.length}, parsed ${share(count.parsed, all)}, complete ${share(count.complete, all)} (closed ${share(count.closed, all)}), every name led ${share(count.full, all)}; documented ${count.documented} columns of ${count.described} models: ${share(count.agreed, count.documented)} inferred, ${share(count.within, count.described)} of the models; ${((performance.now() - start) / Math.max(1, all)).toFixed(1)} ms each`,
    );
    for (const [cause] of causes) console.log(`  unread: ${cause}`);
    const random = draw(Number(values.seed ?? 1));
    const drawn = differences.map((one) => [random.next().value, one] as const).toSorted(([a], [b]) => a - b);
    for (const [, one] of drawn.slice(0, Number(values.differences ?? 0))) console.log(`  differs: ${one}`);
  }
  console.log(
    `${folder}: ${((rendered - began) / 1000).toFixed(1)} s read and rendered, ${((performance.now() - rendered) / 1000).toFixed(1)} s inferred, ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB`,
  );
}

function causeOf(sql: string, adapter: string): string | undefined {
  const found = readQuery(sql, dialectOf(adapter));
  return "unread" in found ? found.unread : undefined;
}
