// How quiet the plan reader is on documents that are no plans of ours: node bench/documents.ts REPO…
// Every Markdown file at HEAD is read as a plan: is it taken for one without saying so, and which placeholders would be told?
import { spawnSync } from "node:child_process";
import { globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beyondLimits } from "../src/model/markdown-limits.ts";
import { parseMarkdown } from "../src/readers/plans/markdown.ts";
import { parsePlan } from "../src/readers/plans/parse-plan.ts";
import { slots } from "../src/readers/plans/slots.ts";

for (const repo of process.argv.slice(2)) {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-documents-"));
  spawnSync("sh", ["-c", 'git -C "$1" archive HEAD | tar -x -C "$2"', "sh", repo, folder], { stdio: "inherit" });
  const paths = globSync("**/*.{md,markdown}", { cwd: folder }).sort();
  const flagged: string[] = [];
  const taken: string[] = [];
  let beyond = 0;
  for (const path of paths) {
    const text = readFileSync(join(folder, path), "utf8");
    if (beyondLimits(text) !== undefined) {
      beyond += 1;
      continue;
    }
    const read = parsePlan(text);
    if (read.found === "plan") taken.push(`${path}: ${read.plan.planKind} by ${read.plan.recognised ?? 0} headings`);
    const found = slots(parseMarkdown(text.replaceAll("\r\n", "\n")), () => "");
    if (found.length > 0)
      flagged.push(`${path}: ${found.map(({ place, detail }) => `${place.line} ${detail}`).join(" | ")}`);
  }
  rmSync(folder, { recursive: true, force: true });
  const counts = `${beyond} not read, ${taken.length} taken for a plan, ${flagged.length} with a placeholder`;
  process.stdout.write(`${repo}: ${paths.length} documents, ${counts}\n`);
  for (const line of [...taken, ...flagged]) process.stdout.write(`  ${line.slice(0, 300)}\n`);
}
