import { expect, test } from "vitest";
import { Absences } from "../../src/app/absences.ts";
import { dropsColumn, open, type Scene, scene } from "./app.ts";

const AUDIT = { ".github/dataplan.yml": "mode: audit\nrules: { column-dropped: 'off' }\n" };

async function organised(floor: string | undefined): Promise<Scene> {
  const here = await scene();
  if (floor !== undefined) await here.standin.repository("acme/.github").push("main", { "dataplan.yml": floor });
  await here.shop.push("main", AUDIT);
  return here;
}

const check = async (here: Scene, number: number) => {
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  const { checks, comments } = await here.ours(number);
  expect(checks).toHaveLength(1);
  return { conclusion: checks[0]?.conclusion, comment: comments[0] ?? "" };
};

test("without a floor a repository may do as it likes", async () => {
  const here = await organised(undefined);
  expect(await check(here, await open(here))).toMatchObject({ conclusion: "neutral" });
});

test("what an organisation enforces, no repository of it weakens, and the comment says so", async () => {
  const here = await organised("rules: { column-dropped: block }\nenforced: [mode, rules]\n");
  const { conclusion, comment } = await check(here, await open(here));
  expect(conclusion).toBe("failure");
  expect(comment).toContain("The organisation's floor holds `mode`");
  expect(comment).toContain("The organisation's floor holds `column-dropped`");
});

test("what it only sets holds where a repository says nothing", async () => {
  const here = await organised("mode: enforce\nrules: { column-dropped: block }\n");
  expect(await check(here, await open(here))).toMatchObject({ conclusion: "neutral" });
});

test("a broken floor keeps the gate as shut as the defaults, and the comment says where it is broken", async () => {
  const here = await organised("mode: loose\n");
  const { conclusion, comment } = await check(here, await open(here));
  expect(conclusion).toBe("failure");
  expect(comment).toContain("The organisation's floor is broken");
  expect(comment).toContain("acme/.github:dataplan.yml:1");
});

const floored = "rules: { column-dropped: block }\nenforced: [mode, rules]\n";

async function lookAgain(here: Scene, number: number): Promise<void> {
  await here.shop.closePullRequest(number);
  await here.settled();
  await here.shop.reopenPullRequest(number);
}

test("a floor that is pushed where there was none is obeyed at once", async () => {
  const here = await organised(undefined);
  const number = await open(here);
  expect(await check(here, number)).toMatchObject({ conclusion: "neutral" });
  await here.standin.repository("acme/.github").push("main", { "dataplan.yml": floored });
  await here.settled();
  await lookAgain(here, number);
  expect(await check(here, number)).toMatchObject({ conclusion: "failure" });
});

test("and a minute later, where nobody told us of it", async () => {
  const here = await organised(undefined);
  const number = await open(here);
  expect(await check(here, number)).toMatchObject({ conclusion: "neutral" });
  here.standin.loseWebhooks(true);
  await here.standin.repository("acme/.github").push("main", { "dataplan.yml": floored });
  here.standin.loseWebhooks(false);
  await lookAgain(here, number);
  expect(await check(here, number)).toMatchObject({ conclusion: "neutral" });
  here.later(61);
  await lookAgain(here, number);
  expect(await check(here, number)).toMatchObject({ conclusion: "failure" });
});

test("the doctor asks whether there is a floor, whatever was seen before, and what he finds is obeyed", async () => {
  const here = await organised(undefined);
  const number = await open(here);
  expect(await check(here, number)).toMatchObject({ conclusion: "neutral" });
  here.standin.loseWebhooks(true);
  await here.standin.repository("acme/.github").push("main", { "dataplan.yml": floored });
  here.standin.loseWebhooks(false);
  here.shop.comment(number, "/dataplan doctor", "acme");
  await here.settled();
  expect((await here.ours(number)).comments.join("")).toContain("organisation's floor** It can be read");
  await lookAgain(here, number);
  expect(await check(here, number)).toMatchObject({ conclusion: "failure" });
});

test("an answer that was under way when a floor was told is not remembered", async () => {
  const absences = new Absences(() => 0, 10);
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const first = absences.find("acme", () => promise);
  absences.forget("acme");
  resolve(undefined);
  expect(await first).toBe(undefined);
  expect(await absences.find("acme", async () => "a floor")).toBe("a floor");
});

test("another organisation's floor is none of ours", async () => {
  const here = await organised(undefined);
  await here.standin.repository("other/.github").push("main", { "dataplan.yml": "enforced: [mode]\n" });
  expect(await check(here, await open(here))).toMatchObject({ conclusion: "neutral" });
});

test("a configuration that changes on the base branch is followed by the open pull requests into it, and by no other", async () => {
  const here = await scene();
  await here.shop.push("other", { "x.txt": "x\n" });
  const number = await open(here);
  await here.shop.push("second", dropsColumn, { author: "ada", from: "other" });
  const { number: elsewhere } = await here.shop.openPullRequest({ title: "t", head: "second", base: "other" });
  expect(await check(here, number)).toMatchObject({ conclusion: "failure" });
  await here.settled();
  const asked = here.standin.requests.length;
  await here.shop.push("main", { "README.md": "Nothing of ours.\n" });
  await here.settled();
  expect(here.standin.requests).toHaveLength(asked);
  await here.shop.push("main", { ".github/dataplan.yml": "mode: audit\n" });
  expect(await check(here, number)).toMatchObject({ conclusion: "neutral" });
  expect(await check(here, elsewhere)).toMatchObject({ conclusion: "failure" });
});
