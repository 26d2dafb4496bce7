// node bench/mutants.ts [FILE OR FOLDER…]: turns every decision of the gate round, one at a time, and asks the cases and the unit tests
// whether they notice. Without a name: what judges, owes and decides. A case notices where its `expected.md` would read
// otherwise. What is alive at the end is a decision that no test holds, or one that makes no difference: a person tells which.
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readExpected } from "../test/case/expected.ts";
import { treeOf } from "../test/case/files.ts";
import { isNoticed, reachedBy, type Run } from "./mutants/asleep.ts";
import { loadInstead } from "./mutants/load-instead.ts";
import { mutate } from "./mutants/mutate.ts";
import type { Mutant } from "./mutants/mutants-in.ts";

/** Unit tests that take milliseconds, and those that judge whole pull requests: these are asked last. */
const QUICK = ["floor", "grants", "obligations", "plan-waivers", "suppressions", "verdict"];
const SLOW = ["change-plan-gate", "edit-pairs-judged"];
const root = join(import.meta.dirname, "..");
const { positionals } = parseArgs({ allowPositionals: true });
const folders = positionals.length > 0 ? positionals : ["src/verdict", "src/obligations"];
const { texts, mutants } = await mutate(folders);

console.error(`${mutants.length} mutants in ${texts.size} files; first the quick unit tests`);
const afterQuick = unnoticedBy(QUICK, mutants);
console.error(`${afterQuick.length} alive; now the cases`);

loadInstead(texts);
const { loadConfig } = await import("../src/config/load.ts");
const { startEngine } = await import("../src/engine/engine.ts");
const { renderCase } = await import("../src/render/case.ts");
const { review } = await import("../src/review.ts");
const { ruleNames } = await import("../src/rules.ts");

const memo = new Map();
const engine = await startEngine({ cacheDir: join(tmpdir(), "dataplan-test-cache") });
const cases = globSync("fixtures/{obligations,gaps,rules}/*/*/expected.yml", { cwd: root })
  .sort()
  .map((path): Run => {
    const full = join(root, dirname(path));
    const { why, probe, today = "2026-11-21", firstSeen = {} } = readExpected(join(root, path));
    const rule = path.startsWith(join("fixtures", "rules")) ? { rule: basename(dirname(full)) } : {};
    const base = treeOf("base", join(full, "both"), join(full, "base"));
    const head = treeOf("head", join(full, "both"), join(full, "head"));
    const own = loadConfig(base.files[".github/dataplan.yml"], ruleNames);
    const headConfig = loadConfig(head.files[".github/dataplan.yml"], ruleNames);
    const input = { base, head, config: own, headConfig, today, firstSeen, memo };
    return async () => {
      const verdict = await review(input, probe === true ? engine : undefined);
      const about = { name: basename(full), why, ...rule };
      return renderCase(about, verdict, (file, side) => (side === "base" ? base : head).files[file]?.text);
    };
  });
const by = await reachedBy(cases);
const afterCases: Mutant[] = [];
for (const [at, mutant] of afterQuick.entries()) {
  if (at % 200 === 199) console.error(`  ${at + 1}: ${afterCases.length} alive`);
  if (!(await isNoticed(mutant.id, by.get(mutant.id) ?? []))) afterCases.push(mutant);
}
await engine.close();
console.error(`${afterCases.length} alive; now the slow unit tests`);
const alive = unnoticedBy(SLOW, afterCases);
const share = (100 * (mutants.length - alive.length)) / mutants.length;
console.log(`${mutants.length - alive.length} of ${mutants.length} noticed (${share.toFixed(1)} %)`);
for (const { id, path, line, was, is } of alive)
  console.log(`${by.has(id) ? "alive" : "no case comes by"}: ${path}:${line}: ${short(was)} → ${short(is)}`);

function unnoticedBy(tests: readonly string[], among: readonly Mutant[]): readonly Mutant[] {
  const folder = mkdtempSync(join(tmpdir(), "mutants-"));
  const [asked, noticed] = [join(folder, "asked"), join(folder, "noticed")];
  writeFileSync(asked, among.map(({ id }) => id).join("\n"));
  writeFileSync(noticed, "");
  const config = join(import.meta.dirname, "mutants", "vitest.config.ts");
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const which = { MUTANTS_IN: folders.join(","), MUTANTS_BY: tests.join(","), MUTANTS_ASKED: asked };
  const env = { ...process.env, ...which, MUTANTS_NOTICED: noticed };
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, "run", "--config", config, "--root", root], {
    env,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the unit tests fail with all mutants asleep:\n${stdout}${stderr}`);
  const found = new Set(readFileSync(noticed, "utf8").trim().split("\n").map(Number));
  return among.filter(({ id }) => !found.has(id));
}

function short(text: string): string {
  const one = text.replaceAll(/\s+/g, " ");
  return one.length > 90 ? `${one.slice(0, 87)}…` : one;
}
