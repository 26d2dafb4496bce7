import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { appId, manifest, open, type Scene, scene } from "./app.ts";

async function asked(here: Scene, by = "acme"): Promise<string> {
  const number = await open(here);
  await here.settled();
  here.shop.comment(number, "/dataplan doctor", by);
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  return (await here.ours(number)).comments.find((body) => body.includes("dataplan:reply")) ?? "";
}

test("a repository that requires the check from us, with nothing missing, is told that nothing is wrong", async () => {
  const here = await scene({ answer: simple });
  here.shop.requiredCheck("dataplan", { appId });
  const reply = await asked(here);
  expect(reply).toContain("**Nothing is wrong**");
  expect(reply).toContain("is required on `main` by ruleset and branch protection");
  expect(reply).toContain("with this App as its source");
  expect(reply).toContain("Everything that `app.yml` asks for is granted");
  expect(reply).toContain("Commit statuses cannot be seen");
  expect(reply).toMatch(/The store\*\* Answers: PostgreSQL \d+/);
});

test("a check that nobody requires is the first thing that it says", async () => {
  const reply = await asked(await scene({ answer: simple }));
  expect(reply).toContain("**1 problem to put right**");
  expect(reply).toMatch(/- ❌ \*\*Is the check required at all\?\*\* `dataplan` is not required on `main`/);
});

test("a check without a source, or from another App, is told", async () => {
  const here = await scene({ answer: simple });
  here.shop.requiredCheck("dataplan");
  expect(await asked(here)).toContain("without a source: any App or workflow may pass it");
  const other = await scene({ answer: simple });
  other.shop.requiredCheck("dataplan", { appId: 15_368 });
  expect(await asked(other)).toContain("from another App (15368)");
});

test("a merge queue that we are not told of is told, with the permission that is missing", async () => {
  const { merge_queues: _, ...permissions } = manifest.default_permissions;
  const here = await scene({ answer: simple, permissions });
  here.shop.requiredCheck("dataplan", { appId });
  here.shop.queue.require("main");
  const reply = await asked(here);
  expect(reply).toContain("has a merge queue, and we never hear of it: `merge_queues: read` is not granted");
  expect(reply).toContain("GitHub never says when a merge queue wants an answer");
});

test("that a merge queue does not reach us is said beside every verdict, where it is so and nowhere else", async () => {
  const { merge_queues: _, ...permissions } = manifest.default_permissions;
  const here = await scene({ permissions });
  here.shop.queue.require("main");
  const number = await open(here);
  await here.settled();
  expect((await here.ours(number)).comments[0]).toContain("A queue that requires this check waits in vain");
  const granted = await scene();
  granted.shop.queue.require("main");
  const heard = await open(granted);
  await granted.settled();
  expect((await granted.ours(heard)).comments[0]).not.toContain("waits in vain");
  expect(granted.standin.requests.some(({ operation }) => operation === "repos/get-branch-rules")).toBe(false);
});

test("a configuration, a floor and CODEOWNERS with mistakes are told at their lines", async () => {
  const here = await scene({ answer: simple });
  await here.standin.repository("acme/.github").push("main", { "dataplan.yml": "mode: loose\n" });
  await here.shop.push("main", {
    ".github/dataplan.yml": "version: 1\nmoed: audit\n",
    ".github/CODEOWNERS": "* @acme/data\n!docs/ @ada\n/sql/ ada\n",
  });
  const reply = await asked(here);
  expect(reply).toContain("`.github/dataplan.yml:2`");
  expect(reply).toContain("`acme/.github:dataplan.yml:1`");
  expect(reply).toContain("`.github/CODEOWNERS:2`");
  expect(reply).toContain("Unexpected owner `ada`");
});

test("a reader is told no more than that it is not for him", async () => {
  expect(await asked(await scene({ answer: simple }), "mallory")).toContain("needs the role `write`");
});

test("what app.yml asks for and GitHub does not know of is in the log from the start", async () => {
  const { members: _, ...permissions } = manifest.default_permissions;
  const here = await scene({ answer: simple, permissions });
  expect(here.log.join("")).toContain("The App does not ask for `members: read`");
  expect((await scene({ answer: simple })).log.join("")).not.toContain("does not ask for");
});
