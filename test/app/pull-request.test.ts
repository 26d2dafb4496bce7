import { expect, test } from "vitest";
import { dropsColumn, open, scene } from "./app.ts";

test("a pull request is answered by one check run and one comment, and both follow its pushes", async () => {
  const here = await scene();
  here.shop.requiredCheck("dataplan", { appId: 4711 });
  const number = await open(here);
  await here.settled();
  const first = await here.ours(number);
  expect(first.checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(first.checks[0]?.annotations).toBeGreaterThan(0);
  expect(first.comments).toHaveLength(1);
  expect(first.comments[0]).toContain("legacy_code");
  expect((await here.shop.pullState(number)).mergeable_state).toBe("blocked");

  await here.shop.push("topic", { "migrations/0002_drop.up.sql": null, "migrations/0002_drop.down.sql": null });
  await here.settled();
  const second = await here.ours(number);
  expect(second.checks).toMatchObject([{ status: "completed", conclusion: "neutral" }]);
  expect(second.comments).toHaveLength(1);
  expect(second.comments[0]).not.toBe(first.comments[0]);
  expect((await here.shop.pullState(number)).mergeable_state).not.toBe("blocked");
  expect(here.standin.violations).toEqual([]);
});

test("a first answer takes two writes, the same answer again none", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment"]);
  await here.shop.editPullRequest(number, { base: "main" });
  await here.settled();
  expect(here.writes()).toEqual([]);
});

test("what touches nothing of ours gets a neutral check and no comment", async () => {
  const here = await scene();
  const number = await open(here, { "README.md": "A better shop.\n" });
  await here.settled();
  expect(await here.ours(number)).toMatchObject({ checks: [{ conclusion: "neutral" }], comments: [] });
});

test("a title is none of our business", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  const before = here.standin.requests.length;
  await here.shop.editPullRequest(number, { title: "Another title", body: "and text" });
  await here.settled();
  expect(here.standin.requests).toHaveLength(before);
});

test("another base is judged by its own configuration", async () => {
  const here = await scene();
  await here.shop.push("lenient", { ".github/dataplan.yml": "mode: audit\n" });
  const number = await open(here);
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  await here.shop.editPullRequest(number, { base: "lenient" });
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "neutral" }]);
});

test("the configuration is the base branch's as it is now, never the pull request's own", async () => {
  const here = await scene();
  const number = await open(here, { ...dropsColumn, ".github/dataplan.yml": "mode: audit\n" });
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  await here.shop.push("main", { ".github/dataplan.yml": "mode: audit\n" });
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "neutral" }]);
});

test("a draft is checked but not commented on, until it is ready", async () => {
  const here = await scene();
  const number = await open(here, dropsColumn, { draft: true });
  await here.settled();
  expect(await here.ours(number)).toMatchObject({ checks: [{ conclusion: "failure" }], comments: [] });
  await here.shop.setDraft(number, false);
  await here.settled();
  expect((await here.ours(number)).comments).toHaveLength(1);
});

test("a fork's pull request is judged, and its check can be re-run though GitHub names no pull request", async () => {
  const here = await scene();
  const number = await open(here, dropsColumn, { fork: "mallory" });
  await here.settled();
  const [check] = (await here.ours(number)).checks;
  expect(check).toMatchObject({ conclusion: "failure" });
  here.writes();
  await here.shop.rerequest(check?.id ?? 0);
  await here.settled();
  expect(here.writes()).toEqual(["checks/update"]);
  expect((await here.ours(number)).checks).toMatchObject([
    { id: check?.id, status: "completed", conclusion: "failure" },
  ]);
  expect(here.standin.violations).toEqual([]);
});

test("all checks of a commit can be re-run", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  here.writes();
  await here.shop.rerequestSuite((await here.shop.pullState(number)).head);
  await here.settled();
  expect(here.writes()).toEqual(["checks/update"]);
});

test("a tree that GitHub cuts short is read to its end", async () => {
  const here = await scene();
  here.standin.limits.treeEntries = 4;
  const number = await open(here);
  await here.settled();
  expect((await here.ours(number)).checks).toMatchObject([{ conclusion: "failure" }]);
  expect(here.standin.violations).toEqual([]);
});

test("a plan that is owed is offered as a link into the editor, on the author's own branch and with the owner that base names", async () => {
  const here = await scene();
  await here.shop.push("main", { ".github/CODEOWNERS": "migrations/ @octo/data\n" });
  const number = await open(here, dropsColumn, { fork: "mallory" });
  await here.settled();
  const { checks, comments } = await here.ours(number);
  for (const text of [checks[0]?.summary ?? "", comments[0] ?? ""]) {
    const [, address = ""] = /\[\*\*Write the plan\*\*\]\((.+?)\)/.exec(text) ?? [];
    const { pathname, searchParams } = new URL(address);
    expect(pathname).toMatch(/\/mallory\/shop\/new\/topic$/);
    expect(searchParams.get("filename")).toBe("plans/drop-users-legacy-code.md");
    expect(searchParams.get("value")).toMatch(
      /owner: "@octo\/data"[^]*\| drop column \| `public.users.legacy_code` \|/,
    );
    expect(address.length).toBeLessThan(8_000);
  }

  const plan = "---\nkind: change-plan\ntitle: Drop it\nstatus: draft\nowner: Ada\n---\n";
  await here.shop.push("topic", { "plans/drop.md": plan }, { author: "ada", fork: "mallory" });
  await here.settled();
  expect((await here.ours(number)).comments[0]).not.toContain("Write the plan");
});
