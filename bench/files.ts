// Judges every migration of a history as if it were a pull request of its own on top of those before it:
//   node bench/files.ts REPOSITORY[@COMMIT] [--no-probe] [--root FOLDER] [--json FILE]
// Prints how many files have a blocking finding at default settings, by class; the JSON has the form that bench/draw.ts takes.
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadConfig } from "../src/config/load.ts";
import { startEngine } from "../src/engine/engine.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import type { Migration } from "../src/model/migration.ts";
import type { Verdict } from "../src/model/verdict.ts";
import { read, type Tree } from "../src/readers/read.ts";
import { isDump } from "../src/readers/migrations/is-dump.ts";
import migrations from "../src/readers/migrations/reader.ts";
import { review } from "../src/review.ts";
import { ruleNames } from "../src/rules.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { "no-probe": { type: "boolean" }, root: { type: "string" }, json: { type: "string" } },
});
const [from] = positionals;
if (from === undefined) {
  console.error("usage: node bench/files.ts REPOSITORY[@COMMIT] [--no-probe] [--root FOLDER] [--json FILE]");
  process.exit(2);
}
const [folder = "", revision = "HEAD"] = from.split("@");

type Finding = Verdict["findings"][number];
const CLASSES: Readonly<Record<string, (finding: Finding) => boolean>> = {
  order: ({ rule }) => rule.startsWith("history-") || /out-of-order|duplicate/.test(rule),
  rollback: ({ rule }) => rule.startsWith("way-back-"),
  "data loss": ({ verdicts }) => verdicts.data === "broken",
  "backward incompatibility": ({ verdicts }) => verdicts.consumer === "broken",
  "lock or rewrite": ({ verdicts }) => verdicts.ddl === "broken",
};

const repository = await openRepository(folder);
const commit = await repository.commit(revision);
const { head: whole } = await gather(repository, commit, commit);
repository.close();
const config = loadConfig(undefined, ruleNames);
const memo = new Map<string, unknown>();
const seen = await read(whole, [migrations], config.config, memo);
const all = Object.values(seen.facts.migration)
  .filter(({ root }) => values.root === undefined || root === values.root)
  .sort((a, b) => a.root.localeCompare(b.root) || a.order - b.order);

// A dump tells how things stood at the newest commit, which is no base of the older ones.
const without = (gone: ReadonlySet<string>, sha: string): Tree => ({
  ...whole,
  sha,
  paths: whole.paths.filter((path) => !gone.has(path) && !isDump(path)),
  files: Object.fromEntries(Object.entries(whole.files).filter(([path]) => !gone.has(path) && !isDump(path))),
});
const pathsOf = (some: readonly Migration[]): ReadonlySet<string> =>
  new Set(some.flatMap(({ up, down }) => (down === undefined ? [up] : [up, down])));

const engine =
  values["no-probe"] === true ? undefined : await startEngine({ cacheDir: join(tmpdir(), "dataplan-files") });
const blockedBy = new Map<string, number>();
const byRule = new Map<string, number>();
const reviews: object[] = [];
let blocked = 0;
let gapped = 0;
const began = performance.now();
for (const [root, history] of Map.groupBy(all, ({ root }) => root)) {
  for (const [i, migration] of history.entries()) {
    const base = without(pathsOf(history.slice(i)), "base");
    const head = without(pathsOf(history.slice(i + 1)), "head");
    const verdict = await review({ base, head, config, today: "2026-11-21", memo }, engine);
    const findings = verdict.findings.filter(({ level }) => level === "block");
    if (verdict.gaps.some(({ level }) => level === "block")) gapped++;
    if (findings.length > 0) blocked++;
    for (const [name, is] of Object.entries(CLASSES))
      if (findings.some(is)) blockedBy.set(name, (blockedBy.get(name) ?? 0) + 1);
    for (const rule of new Set(findings.map((finding) => finding.rule))) byRule.set(rule, (byRule.get(rule) ?? 0) + 1);
    reviews.push({ commit, id: migration.id, findings });
  }
  console.log(`${root}: ${history.length} migrations`);
}
await engine?.close();

const share = (count: number): string => `${count} (${((100 * count) / Math.max(all.length, 1)).toFixed(1)} %)`;
const table = (counts: ReadonlyMap<string, number>): string =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${share(count)}`)
    .join(", ");
console.log(`${all.length} files, with a blocking finding ${share(blocked)}, with a blocking gap ${share(gapped)}`);
console.log(`by class: ${table(blockedBy)}`);
console.log(`by rule: ${table(byRule)}`);
console.log(`${((performance.now() - began) / 1000).toFixed(0)} s`);
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ reviews }));
