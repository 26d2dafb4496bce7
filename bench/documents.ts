// How quiet the plan reader is on documents that are no plans of ours: node bench/documents.ts [--sums] REPO…
// Every Markdown file at HEAD is read as a plan: is it taken for one without saying so, which placeholders would be told, and which
// sums do not come out? `--sums` prints every sum that was reckoned again, not the wrong ones alone.
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { checkSums } from "../src/arithmetic/check.ts";
import { beyondLimits } from "../src/model/markdown-limits.ts";
import type { PlanSum } from "../src/model/plan-sum.ts";
import { parseMarkdown } from "../src/readers/plans/markdown.ts";
import { parsePlan } from "../src/readers/plans/parse-plan.ts";
import { passagesOf } from "../src/readers/plans/passages.ts";
import { slots } from "../src/readers/plans/slots.ts";

const all = process.argv.includes("--sums");
for (const repo of process.argv.slice(2).filter((each) => each !== "--sums")) {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-documents-"));
  spawnSync("sh", ["-c", 'git -C "$1" archive HEAD | tar -x -C "$2"', "sh", repo, folder], { stdio: "inherit" });
  const paths = globSync("**/*.{md,markdown}", { cwd: folder }).sort();
  const flagged: string[] = [];
  const taken: string[] = [];
  const sums: (PlanSum & { readonly path: string })[] = [];
  let beyond = 0;
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "utf8").replaceAll("\r\n", "\n");
    if (beyondLimits(text) !== undefined) {
      beyond += 1;
      continue;
    }
    const read = parsePlan(text);
    if (read.found === "plan") taken.push(`${path}: ${read.plan.planKind} by ${read.plan.recognised ?? 0} headings`);
    const root = parseMarkdown(text);
    const found = slots(root, () => "");
    if (found.length > 0)
      flagged.push(`${path}: ${found.map(({ place, detail }) => `${place.line} ${detail}`).join(" | ")}`);
    const { passages, sheets } = passagesOf(root, text);
    sums.push(...checkSums(passages, sheets).map((sum) => ({ ...sum, path })));
  }
  rmSync(folder, { recursive: true, force: true });
  const counts = `${beyond} not read, ${taken.length} taken for a plan, ${flagged.length} with a placeholder`;
  process.stdout.write(`${repo}: ${paths.length} documents, ${counts}\n`);
  for (const line of [...taken, ...flagged]) process.stdout.write(`  ${line.slice(0, 300)}\n`);
  for (const kind of ["equation", "total", "row", "relation"] as const) {
    const count = (verdict: PlanSum["verdict"]): number =>
      sums.filter((sum) => sum.kind === kind && sum.verdict === verdict).length;
    process.stdout.write(
      `  ${kind}s: ${count("right")} right, ${count("wrong")} wrong, ${count("undecided")} undecided\n`,
    );
  }
  for (const { path, place, kind, verdict, formula, written, expected, slip } of sums) {
    if (!all && verdict !== "wrong") continue;
    const answer = verdict === "wrong" ? `, expected ${expected ?? ""}${slip === undefined ? "" : ` (${slip})`}` : "";
    process.stdout.write(`  ${verdict} ${kind} ${path}:${place.line}: ${formula} = ${written}${answer}\n`);
  }
}
