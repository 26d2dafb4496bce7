import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { manifest, open, scene } from "./app.ts";

const replies = (comments: readonly string[]) => comments.filter((body) => body.startsWith("<!-- dataplan:reply:"));

test("a command is answered in one comment, with no more permission than app.yml grants", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  here.shop.setCollaborator("ada", "read");
  here.shop.comment(number, "/dataplan help\n/dataplan explain column-dropped\n/dataplan nonsense", "ada");
  await here.settled();
  const said = replies((await here.ours(number)).comments);
  expect(said).toHaveLength(1);
  for (const words of ["`/dataplan review`", "## Instead", "There is no such command"])
    expect(said[0]).toContain(words);
  expect(here.standin.violations).toEqual([]);
  expect(here.standin.requests.filter(({ status }) => status === 403)).toEqual([]);
});

test("a command delivered again is not answered again, even by a server that forgot the first time", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  here.shop.setCollaborator("ada", "read");
  here.standin.faults.next({ route: "issues/create-comment", status: 502, when: "after", times: 2 });
  here.shop.comment(number, "/dataplan help", "ada");
  await here.settled();
  const guid = here.standin.deliveries.find(({ event }) => event === "issue_comment")?.guid ?? "";
  here.standin.redeliver(guid);
  await here.settled();
  expect(replies((await here.ours(number)).comments)).toHaveLength(1);
});

test("`/dataplan review` looks again and is seen to have done so", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  here.writes();
  here.shop.comment(number, "/dataplan review");
  await here.settled();
  expect(here.writes()).toEqual(["checks/update"]);
});

test("with `issues: write` a command is acknowledged by reactions; without, nothing is tried", async () => {
  const here = await scene({ answer: simple, permissions: { ...manifest.default_permissions, issues: "write" } });
  const number = await open(here);
  await here.settled();
  const asked = here.shop.comment(number, "/dataplan review");
  const refused = here.shop.comment(number, "/dataplan reveiw");
  await here.settled();
  expect(asked.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket"]);
  expect(refused.reactions.map(({ content }) => content)).toEqual(["eyes", "confused"]);
});

test("whoever cannot read the repository is refused, and so is everybody while GitHub cannot say who they are", async () => {
  const here = await scene({ answer: simple, private: true });
  const number = await open(here);
  await here.settled();
  here.writes();
  here.shop.comment(number, "/dataplan review", "stranger");
  await here.settled();
  expect(here.writes()).toEqual(["issues/create-comment"]);
  here.shop.setCollaborator("ada", "admin");
  here.standin.faults.next({ route: "repos/get-collaborator-permission-level", status: 403 });
  here.shop.comment(number, "/dataplan review", "ada");
  await here.settled();
  expect(here.writes()).toEqual(["issues/create-comment"]);
  const said = replies((await here.ours(number)).comments);
  expect(said[0]).toContain("yours is `none`");
  expect(said[1]).toContain("could not be found out");
});

test("bots, code, quotes and our own words are not commands", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  const before = here.standin.requests.length;
  const us = { id: 4711, slug: "dataplan", name: "Dataplan", permissions: {}, events: [] };
  here.shop.comment(number, "/dataplan review", "dataplan[bot]", us);
  here.shop.comment(number, "```\n/dataplan review\n```\n\n> /dataplan review");
  here.shop.comment(number, "please /dataplan review");
  await here.settled();
  expect(here.standin.requests).toHaveLength(before);
  here.writes();
  here.shop.comment(number, "/dataplan review", "other[bot]", { ...us, id: 99, slug: "other" });
  await here.settled();
  expect(here.writes()).toEqual([]);
});

test("`/dataplan estimate` reckons with the plan on the head, and says where each figure stands", async () => {
  const here = await scene({ answer: simple });
  await here.shop.push("main", {
    ".github/dataplan.yml": "plans: [docs/*.md]\n",
    "docs/old.md": "- Rows per day: 1\n",
  });
  const number = await open(here, { "docs/new.md": "# Orders\n\n- Rows per day: 50 million\n- Row size: 500 bytes\n" });
  here.shop.comment(number, "/dataplan estimate");
  await here.settled();
  const [said] = replies((await here.ours(number)).comments);
  expect(said).toContain("### Estimate of `docs/new.md`");
  expect(said).toContain("25 GB/day");
  expect(said).not.toContain("docs/old.md");
  expect(here.standin.violations).toEqual([]);
});
