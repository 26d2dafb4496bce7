import { expect, test } from "vitest";
import { appId, open, scene, type Scene } from "./app.ts";

const WAY_BACK = { "migrations/0002_drop.down.sql": "-- none\n" };

async function configured(mode: string): Promise<Scene> {
  const it = await scene();
  await it.shop.push("main", { ".github/dataplan.yml": `comment: ${mode}\n` });
  return it;
}

const ours = (it: Scene, number: number) => it.shop.comments(number).filter(({ viaApp }) => viaApp?.id === appId);

test("hide-and-new: a new comment for a new answer, the last one hidden; none for the same answer", async () => {
  const it = await configured("hide-and-new");
  const number = await open(it);
  await it.settled();
  await it.shop.push("topic", { "notes.txt": "nothing of ours\n" }, { author: "ada" });
  await it.settled();
  expect(ours(it, number).length).toBe(1);
  await it.shop.push("topic", WAY_BACK, { author: "ada" });
  await it.settled();
  expect(ours(it, number).map(({ hidden }) => hidden === true)).toEqual([true, false]);
  expect(it.standin.violations).toEqual([]);
});

test("back to update: the newest one goes on", async () => {
  const it = await configured("hide-and-new");
  const number = await open(it);
  await it.settled();
  await it.shop.push("topic", WAY_BACK, { author: "ada" });
  await it.settled();
  const { length } = ours(it, number);
  const hidden = ours(it, number)[0]?.body;
  await it.shop.push("main", { ".github/dataplan.yml": "comment: update\n" });
  await it.restart();
  await it.shop.push(
    "topic",
    { "migrations/0002_drop.down.sql": "ALTER TABLE users ADD COLUMN x int;\n" },
    { author: "ada" },
  );
  await it.settled();
  expect(ours(it, number).length).toBe(length);
  expect(ours(it, number)[0]?.body).toBe(hidden);
});

test("off: the check says it all, and that we may be asked", async () => {
  const it = await configured("off");
  const number = await open(it);
  await it.settled();
  expect(ours(it, number)).toEqual([]);
  expect((await it.ours(number)).checks).toMatchObject([
    { conclusion: "failure", summary: expect.stringContaining("`/dataplan help`") },
  ]);
});

test("what the touched plans' figures come to stands folded in the comment", async () => {
  const it = await scene();
  const plan =
    "---\nkind: data-plan\nstatus: draft\n---\n# Orders\n\n## Volume\n\n- Records per day: 2 million\n- Record size: 500 bytes\n- Retention: 90 days\n";
  const number = await open(it, { "plans/orders.md": plan });
  await it.settled();
  const [comment = ""] = (await it.ours(number)).comments;
  expect(comment).toContain("<summary>Estimate: what the plan's own figures come to</summary>");
  expect(comment).toContain("GB");
});
