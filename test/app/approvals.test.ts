import { expect, test } from "vitest";
import { planBy, planned } from "./approved-plan.ts";
import { manifest, open, type Scene, scene, type SceneOptions } from "./app.ts";

const STRICT = { ".github/dataplan.yml": "approvals: verified\n" };
const CODEOWNERS = { ".github/CODEOWNERS": "/plans/ @acme/data\n" };

async function strict(files: Record<string, string> = {}, options: SceneOptions = {}): Promise<Scene> {
  const here = await scene(options);
  await here.shop.push("main", { ...STRICT, ...files });
  for (const login of ["grace", "linus", "ada"]) here.shop.setCollaborator(login, "write");
  return here;
}

const answer = async (here: Scene, number: number) => {
  await here.settled();
  const { checks, comments } = await here.ours(number);
  expect(here.standin.violations).toEqual([]);
  expect(checks).toHaveLength(1);
  return { conclusion: checks[0]?.conclusion, summary: checks[0]?.summary ?? "", comment: comments[0] ?? "" };
};

test("by default a plan's own word opens the gate and is told as such; an owner's approval of this head is told by name", async () => {
  const here = await scene();
  here.shop.setCollaborator("grace", "write");
  const number = await open(here, planned());
  const before = await answer(here, number);
  expect(before.conclusion).toBe("success");
  for (const text of [before.summary, before.comment]) expect(text).toContain("*stated, not verified*");
  here.writes();
  await here.shop.reviews.submit(number, "grace");
  const after = await answer(here, number);
  expect(after.conclusion).toBe("success");
  for (const text of [after.summary, after.comment]) expect(text).toMatch(/approved by `@\u200b?grace` on this head/);
  expect(after.comment).not.toContain("stated, not verified");
  expect(here.writes()).toEqual(["checks/update", "issues/update-comment"]);
});

test("where it is asked for, only an owner's approval of this very head opens the gate", async () => {
  const here = await strict();
  const number = await open(here, planned());
  const stated = await answer(here, number);
  expect(stated.conclusion).toBe("action_required");
  expect(stated.summary).toContain("has to approve this head");
  expect(stated.summary).toContain("grace");

  const approval = await here.shop.reviews.submit(number, "grace");
  expect((await answer(here, number)).conclusion).toBe("success");

  await here.shop.reviews.dismiss(approval);
  expect((await answer(here, number)).conclusion).toBe("action_required");

  await here.shop.reviews.submit(number, "grace");
  await here.shop.push("topic", { "README.md": "Another head.\n" }, { author: "ada" });
  expect((await answer(here, number)).conclusion).toBe("action_required");

  await here.shop.reviews.submit(number, "grace");
  await here.shop.reviews.submit(number, "grace", "COMMENTED");
  expect((await answer(here, number)).conclusion).toBe("success");
  await here.shop.reviews.submit(number, "grace", "CHANGES_REQUESTED");
  expect((await answer(here, number)).conclusion).toBe("action_required");
});

test.each([
  ["somebody who owns nothing", "linus"],
  ["an owner who may not write here any more", "stranger"],
])("an approval of %s opens nothing", async (_, login) => {
  const here = await strict();
  const number = await open(here, planned(login === "stranger" ? "@stranger" : "@grace"));
  await here.settled();
  await here.shop.reviews.submit(number, login);
  expect((await answer(here, number)).conclusion).toBe("action_required");
});

test("the author's own approval opens nothing, though the plan is his", async () => {
  const here = await strict();
  const number = await open(here, planned("@ada"));
  await here.settled();
  await here.shop.reviews.submit(number, "ada");
  expect((await answer(here, number)).conclusion).toBe("action_required");
});

test("an owner who wrote a commit of it approves his own change: that opens nothing, and it is said; whose change it is costs one question", async () => {
  const here = await strict(CODEOWNERS);
  here.standin.setTeam("acme/data", ["linus"]);
  const number = await open(here, planned());
  await here.shop.push("topic", { "README.md": "By grace.\n" }, { author: "grace" });
  await here.settled();
  expect(here.standin.requests.some(({ operation }) => operation === "pulls/list-commits")).toBe(false);
  await here.shop.reviews.submit(number, "grace");
  const own = await answer(here, number);
  expect(own.conclusion).toBe("action_required");
  expect(own.comment).toMatch(/The approval of `@\u200b?grace` does not count: it is their own change/);
  expect(here.standin.requests.filter(({ operation }) => operation === "pulls/list-commits")).toHaveLength(1);
  await here.shop.reviews.submit(number, "linus");
  const other = await answer(here, number);
  expect(other.conclusion).toBe("success");
  expect(other.comment).not.toContain("does not count");
});

test("an owner who only pressed “Update branch” wrote nothing of it", async () => {
  const here = await strict();
  const number = await open(here, planned());
  await here.shop.push("main", { "NEWS.md": "Elsewhere.\n" });
  await here.shop.updateBranch(number, "grace");
  await here.shop.reviews.submit(number, "grace");
  expect((await answer(here, number)).conclusion).toBe("success");
});

test("a code owner of the plan counts, by the base branch's CODEOWNERS and the team's members", async () => {
  const here = await strict(CODEOWNERS);
  here.standin.setTeam("acme/data", ["linus"]);
  const number = await open(here, { ...planned(), ".github/CODEOWNERS": "/plans/ @mallory\n" });
  const stated = await answer(here, number);
  expect(stated.conclusion).toBe("action_required");
  expect(stated.summary).toMatch(/acme\/data/);
  await here.shop.reviews.submit(number, "linus");
  expect((await answer(here, number)).conclusion).toBe("success");
});

test("nobody chooses his own judge: the owner is the one whom the base branch's plan names", async () => {
  const here = await strict({ "plans/drop.md": planBy("@grace").replace("approved", "draft") });
  const number = await open(here, planned("@linus"));
  await here.settled();
  await here.shop.reviews.submit(number, "linus");
  expect((await answer(here, number)).conclusion).toBe("action_required");
  await here.shop.reviews.submit(number, "grace");
  expect((await answer(here, number)).conclusion).toBe("success");
});

test("without `members` a team cannot be asked, and the check says so; a person by name still counts", async () => {
  const { members: _, ...permissions } = manifest.default_permissions;
  const here = await strict(CODEOWNERS, { permissions });
  here.standin.setTeam("acme/data", ["linus"]);
  const number = await open(here, planned());
  await here.settled();
  await here.shop.reviews.submit(number, "linus");
  const asked = await answer(here, number);
  expect(asked.conclusion).toBe("action_required");
  expect(asked.comment).toContain("members: read");
  await here.shop.reviews.submit(number, "grace");
  expect((await answer(here, number)).conclusion).toBe("success");
});

test("a pull request that brings no plan as approved costs no question about reviews, and a remark no look at all", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  const asked = here.standin.requests.length;
  await here.shop.reviews.submit(number, "grace", "COMMENTED");
  await here.settled();
  expect(here.standin.requests).toHaveLength(asked);
  await here.shop.reviews.submit(number, "grace");
  await here.settled();
  expect(here.standin.requests.length).toBeGreaterThan(asked);
  expect(here.standin.requests.some(({ operation }) => operation === "pulls/list-reviews")).toBe(false);
});
