import { expect, test } from "vitest";
import { answerFor } from "../answers.ts";
import { dropsColumn, open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 14: few and many findings; 2,999 to 12,000 files; trees that GitHub cuts short; files that cannot be read.
// How long 10,000 files take is told by bench/first-check.ts.

const annotation = (at: number) => ({
  path: "a.sql",
  start_line: at + 1,
  end_line: at + 1,
  annotation_level: "failure" as const,
  title: "A finding",
  message: `finding ${at}`,
});

test.each([
  [0, 1],
  [1, 1],
  [50, 1],
  [51, 2],
  [1_000, 20],
])("%i findings are all told, in %i writes", async (many, writes) => {
  const annotations = Array.from({ length: many }, (_, at) => annotation(at));
  const here = await scene({
    answer: async (_, { head }) =>
      answerFor(head, { report: { conclusion: "failure", title: "", summary: `for ${head}`, annotations } }),
  });
  const number = await open(here);
  await endsRight(here, number);
  const { checks } = await here.shop.pullState(number);
  expect(checks[0]?.annotations.map(({ message }) => message)).toEqual(annotations.map(({ message }) => message));
  expect(here.writes().filter((write) => write.startsWith("checks/"))).toHaveLength(writes);
});

/** Files that are none of ours, in folders of a hundred, and a column dropped in the last of all. */
const many = (files: number): Record<string, string> => ({
  ...Object.fromEntries(
    Array.from({ length: files - 2 }, (_, at) => [`a/${Math.floor(at / 100)}/${at}.txt`, `${at}\n`] as const),
  ),
  ...dropsColumn,
});

async function found(here: Scene, number: number): Promise<void> {
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(comments[0]).toContain("legacy_code");
  expect(here.standin.violations).toEqual([]);
}

test.each([2_999, 3_000, 3_001, 12_000])(
  "%i files are read exactly, and GitHub's list of them is never asked for",
  async (files) => {
    const here = await scene();
    await found(here, await open(here, many(files)));
    const asked = new Set(here.standin.requests.map(({ operation }) => operation));
    expect(asked.has("pulls/list-files")).toBe(false);
  },
  180_000,
);

test("a tree that GitHub cuts short is walked folder by folder", async () => {
  const here = await scene();
  here.standin.limits.treeEntries = 1_000;
  await found(here, await open(here, many(3_001)));
}, 180_000);

const unreadable = {
  "longer than 100 MB": [{ "migrations/0002_big.up.sql": Buffer.alloc(101 * 1024 * 1024, "-") }, /101\.0 MB/],
  "no UTF-8": [{ "migrations/0002_x.up.sql": Buffer.from([0x2d, 0x2d, 0xe4, 0xff, 0x0a]) }, /not valid UTF-8/],
  "a symbolic link": [{ "migrations/0002_x.up.sql": { content: "../secret", mode: "120000" } }, /symbolic link/],
} as const;

test.each(Object.keys(unreadable) as (keyof typeof unreadable)[])(
  "a migration that is %s closes the gate, and the reason is told",
  async (what) => {
    const [files, reason] = unreadable[what];
    const here = await scene();
    await here.shop.push("topic", { ...files, "migrations/0003_y.up.sql": "SELECT 1;\n" }, { author: "ada" });
    const { number } = await here.shop.openPullRequest({ title: "t", head: "topic", author: "ada" });
    await here.settled();
    const { checks } = await here.ours(number);
    expect(checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect(`${checks[0]?.summary} ${(await here.shop.pullState(number)).checks[0]?.text}`).toMatch(reason);
    expect(here.standin.violations).toEqual([]);
  },
  120_000,
);

test("a submodule is never followed, and is no reason for anything", async () => {
  const here = await scene();
  await here.shop.push(
    "topic",
    { "migrations/vendored": { content: "b".repeat(40), mode: "160000" } },
    { author: "ada" },
  );
  const { number } = await here.shop.openPullRequest({ title: "t", head: "topic", author: "ada" });
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ status: "completed", conclusion: "neutral" }]);
  expect(here.standin.violations).toEqual([]);
});
