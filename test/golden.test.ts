import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { ItemRule } from "../src/checklists/item.ts";
import { answersOf } from "../src/checklists/answers-of.ts";
import { requirements } from "../src/checklists/requirements.ts";
import { floorSchema } from "../src/config/floor-schema.ts";
import { coverageSchema } from "../src/cli/coverage/schema.ts";
import { lineageGapsSchema, lineageSchema } from "../src/cli/lineage/schema.ts";
import { configSchema } from "../src/config/schema.ts";
import { declined } from "../src/declined.ts";
import * as kinds from "../src/outline/kinds/index.ts";
import { planSchema } from "../src/readers/plans/schema.ts";
import { renderDeclinedPage } from "../src/render/declined-text.ts";
import { renderRequirements } from "../src/render/requirements-page.ts";
import { renderRulePage } from "../src/render/rule-page.ts";
import { renderRuleTable } from "../src/render/rule-table.ts";
import { rules } from "../src/rules.ts";
import { verdictSchema } from "../src/verdict/schema.ts";
import { caseParts } from "./checklist/case-parts.ts";
import { kindsNotYet } from "./checklist/not-yet.ts";

const root = join(import.meta.dirname, "..");

/** A registry is a golden file: what the folder holds, one line a file, so that adding a file is adding an entry. */
const registries = [
  { index: "src/rules/index.ts", entries: "src/rules/*/*.ts" },
  { index: "src/readers/index.ts", entries: "src/readers/*/reader.ts" },
  { index: "src/readers/migrations/frameworks/index.ts", entries: "src/readers/migrations/frameworks/*.ts" },
  { index: "src/outline/kinds/index.ts", entries: "src/outline/kinds/*.ts" },
  { index: "src/checklists/items/index.ts", entries: "src/checklists/items/*/*.ts" },
  { index: "src/declined/index.ts", entries: "src/declined/*.ts" },
  { index: "src/obligations/index.ts", entries: "src/obligations/*.ts" },
  { index: "src/doctor/checks/index.ts", entries: "src/doctor/checks/*.ts" },
  { index: "src/commands/index.ts", entries: "src/commands/*.ts" },
  { index: "src/cli/subcommands/index.ts", entries: "src/cli/subcommands/*.ts" },
] as const;

const exported = (path: string): string => {
  const words = path
    .replace(/^.*\/([^/]+)\/reader\.ts$/, "$1")
    .replace(/^.*\//, "")
    .replace(/\.ts$/, "")
    .split("-");
  return words.map((word, i) => (i === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join("");
};

test.each(registries)("$index lists its folder", async ({ index, entries }) => {
  const folder = index.slice(0, -"index.ts".length);
  const files = globSync(entries, { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path !== index)
    .sort();
  if (files.length === 0) return;
  const lines = files.map((path) => {
    const name = exported(path);
    const safe = ["package", "import", "export", "default", "delete"].includes(name) ? `${name}_` : name;
    return `export { default as ${safe} } from "./${path.slice(folder.length)}";`;
  });
  await expect(`${lines.join("\n")}\n`).toMatchFileSnapshot(join(root, index));
});

/** Read from the folder, since the registry may have been written only now. */
async function itemsInFolder(): Promise<readonly ItemRule[]> {
  const paths = globSync("src/checklists/items/*/*.ts", { cwd: root }).sort();
  const modules = await Promise.all(
    paths.map(async (path) => (await import(join(root, path))) as { readonly default: ItemRule }),
  );
  return modules.map((module) => module.default);
}

/** The names of the checklists' items are known without loading them: a configuration may set any of them. */
test("src/checklists/item-names.ts names every item", async () => {
  const items = (await itemsInFolder()).toSorted((a, b) => a.id.localeCompare(b.id));
  const lines = items.map(({ id, aliases }) => {
    const also = `aliases: [${aliases.map((alias) => `"${alias}"`).join(", ")}]`;
    const line = `  { id: "${id}", ${also} },`;
    return line.length > 120 ? `  {\n    id: "${id}",\n    ${also},\n  },` : line;
  });
  const made = `/** Every item of the checklists by its id; generated. */\nexport const itemNames: readonly { readonly id: string; readonly aliases: readonly string[] }[] = [\n${lines.join("\n")}\n];\n`;
  await expect(made).toMatchFileSnapshot(join(root, "src/checklists/item-names.ts"));
});

const kindsShown = Object.values(kinds)
  .map(({ kind }) => kind)
  .filter((kind) => !kindsNotYet.has(kind));

/** Number → check → case, with what waits and why. */
test("the page of the requirements", async () => {
  const items = await itemsInFolder();
  await expect(
    renderRequirements(requirements, answersOf(rules, items), caseParts(root), kindsShown),
  ).toMatchFileSnapshot(join(root, "fixtures/checklists/README.md"));
});

/** The published schemas say what the code checks. */
test.each([
  ["schemas/config.schema.json", configSchema],
  ["schemas/floor.schema.json", floorSchema],
  ["schemas/coverage.schema.json", coverageSchema],
  ["schemas/lineage.schema.json", lineageSchema],
  ["schemas/lineage-gaps.schema.json", lineageGapsSchema],
  ["schemas/plan.schema.json", planSchema],
  ["schemas/verdict.schema.json", verdictSchema],
])("%s is what the code checks", async (path, schema) => {
  await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(join(root, path));
});

/** A rule's page stands beside its cases and shows them as their author reads them. */
test.each(rules.map((rule) => [rule.id, rule] as const))("the page of %s", async (id, rule) => {
  const folder = join(root, "fixtures", "rules", id);
  if (!existsSync(folder)) return;
  const cases = globSync("*/expected.md", { cwd: folder })
    .sort()
    .map((path) => ({ name: basename(dirname(join(folder, path))), shown: readFileSync(join(folder, path), "utf8") }));
  await expect(renderRulePage(rule, cases)).toMatchFileSnapshot(join(folder, "README.md"));
});

test("the page of the ids without a rule", async () => {
  await expect(renderDeclinedPage(declined)).toMatchFileSnapshot(join(root, "fixtures/rules/README.md"));
});

/** Everything between the two comments of the README is made from the rules. */
test("the README's table of rules", async () => {
  const readme = readFileSync(join(root, "README.md"), "utf8");
  const table = renderRuleTable(rules, (id) => `fixtures/rules/${id}/README.md`);
  const [from, to] = [readme.indexOf("<!-- rules -->"), readme.indexOf("<!-- /rules -->")];
  expect(from > 0 && to > from, "README.md wants the comments <!-- rules --> and <!-- /rules -->").toBe(true);
  const made = `${readme.slice(0, from)}<!-- rules -->\n${table}\n${readme.slice(to)}`;
  await expect(made).toMatchFileSnapshot(join(root, "README.md"));
});
