import { expect, test } from "vitest";
import { dropsColumn, open, type Scene, scene } from "./app.ts";

const CONFIG = ".github/dataplan.yml";

async function told(here: Scene, files: Readonly<Record<string, string | null>>) {
  const number = await open(here, files, { branch: "config" });
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  const { checks, comments } = await here.ours(number);
  expect(checks).toHaveLength(1);
  const [, section = ""] = (comments[0] ?? "").split("#### After the merge");
  return { conclusion: checks[0]?.conclusion, summary: checks[0]?.summary ?? "", section };
}

test("a pull request that loosens the gate is judged by the old settings, and shows what the new ones would let pass", async () => {
  const here = await scene();
  await here.shop.push("main", { [CONFIG]: "version: 1\nwaiver_max_days: 90\n" });
  const other = await open(here, dropsColumn, { branch: "other" });
  const harmless = await open(
    here,
    { "migrations/0002_more.up.sql": "CREATE TABLE more (id int PRIMARY KEY);\n" },
    { branch: "more" },
  );
  await here.settled();
  const { conclusion, summary, section } = await told(here, {
    ...dropsColumn,
    [CONFIG]: "version: 1\nrules:\n  column-dropped: notice\n",
  });
  expect(conclusion).toBe("failure");
  expect(summary).toContain("#### After the merge");
  expect(section).toContain("can be read");
  expect(section).toContain("| `waiver_max_days` | `90` | – |");
  expect(section).toContain("| `rules.column-dropped` | – | `notice` |");
  expect(section).toContain("**This pull request** by the new settings: `failure` → `success`");
  expect(section).toContain("- `column-dropped` `public.users.legacy_code`: block → notice");
  expect(section).toContain("The last 2 open pull requests** into this branch, by the text alone: 1 judged otherwise");
  expect(section).toContain(`- #${other}: \`failure\` → \`success\``);
  expect(section).not.toContain(`#${harmless}:`);
});

test("a file that would be broken is told at its line, and tried on nothing", async () => {
  const here = await scene();
  const { conclusion, section } = await told(here, { [CONFIG]: "version: 1\nmoed: audit\n" });
  expect(conclusion).toBe("success");
  expect(section).toContain("would be broken");
  expect(section).toContain(`${CONFIG}:2`);
  expect(section).toContain("did you mean that?");
  expect(section).not.toContain("This pull request** by");
});

test("a file that goes shows what goes with it", async () => {
  const here = await scene();
  await here.shop.push("main", { [CONFIG]: "mode: audit\n" });
  const { conclusion, section } = await told(here, { ...dropsColumn, [CONFIG]: null });
  expect(conclusion).toBe("neutral");
  expect(section).toContain("| `mode` | `audit` | – |");
  expect(section).toContain("`neutral` → `failure`");
});

test("any other pull request has no such section", async () => {
  const here = await scene();
  await here.shop.push("main", { [CONFIG]: "version: 1\n" });
  expect((await told(here, dropsColumn)).section).toBe("");
});
