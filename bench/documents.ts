// How quiet the plan reader is on documents that are no plans of ours: node bench/documents.ts [--sums] REPO…
// Every Markdown file at HEAD is read as a plan: is it taken for one without saying so, which placeholders would be told, and which
// sums do not come out? `--sums` prints every sum that was reckoned again, not the wrong ones alone.
import { spawnSync } from "node:child_process";
import { checkSums } from "../src/arithmetic/check.ts";
import { beyondLimits } from "../src/model/markdown-limits.ts";
import type { PlanSum } from "../src/model/plan-sum.ts";
import { parseMarkdown } from "../src/readers/plans/markdown.ts";
import { parsePlan } from "../src/readers/plans/parse-plan.ts";
import { passagesOf } from "../src/readers/plans/passages.ts";
import { slots } from "../src/readers/plans/slots.ts";

const all = process.argv.includes("--sums");

/** The Markdown files of a bare repository at HEAD; a file that a partial copy lacks is left out. */
function documentsOf(repo: string): readonly (readonly [path: string, text: string])[] {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: "1" };
  const git = (command: readonly string[], input?: string): Buffer =>
    spawnSync("git", ["-C", repo, ...command], { env, input, maxBuffer: 1 << 30 }).stdout;
  const listed = git(["ls-tree", "-r", "-z", "--format=%(objectname) %(path)", "HEAD"]).toString().split("\0");
  const files = listed.filter((line) => /\.(?:md|markdown)$/.test(line)).map((line) => line.split(/ (.*)/s));
  const batch = git(["cat-file", "--batch"], files.map(([hash]) => `${hash ?? ""}\n`).join(""));
  const found: [string, string][] = [];
  let at = 0;
  for (const [, path = ""] of files) {
    const head = batch.subarray(at, batch.indexOf("\n", at)).toString();
    at += head.length + 1;
    if (head.endsWith("missing")) continue;
    const size = Number(head.split(" ").at(-1));
    found.push([
      path,
      batch
        .subarray(at, at + size)
        .toString()
        .replaceAll("\r\n", "\n"),
    ]);
    at += size + 1;
  }
  return found;
}

for (const repo of process.argv.slice(2).filter((each) => each !== "--sums")) {
  const documents = documentsOf(repo);
  const flagged: string[] = [];
  const taken: string[] = [];
  const sums: (PlanSum & { readonly path: string })[] = [];
  let beyond = 0;
  for (const [path, text] of documents) {
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
  const counts = `${beyond} not read, ${taken.length} taken for a plan, ${flagged.length} with a placeholder`;
  process.stdout.write(`${repo}: ${documents.length} documents, ${counts}\n`);
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
