import { expect, test } from "vitest";
import { dropsColumn, open, scene, type Scene } from "./app.ts";

/** What was asked of GitHub for one event, in order; what cost nothing is marked. */
async function asked(here: Scene, event: () => Promise<unknown>): Promise<readonly string[]> {
  await here.settled();
  const before = here.standin.requests.length;
  await event();
  await here.settled();
  return here.standin.requests
    .slice(before)
    .filter(({ path }) => !path.startsWith("/app"))
    .map(({ operation, status }) => (status === 304 ? `${operation} (free)` : operation));
}

const folder = (from: number, many: number): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Array.from({ length: many }, (_, at) => from + at).flatMap((at) => [
      [`migrations/${String(at).padStart(4, "0")}_t.up.sql`, `CREATE TABLE t${at} (id bigint PRIMARY KEY);\n`],
      [`migrations/${String(at).padStart(4, "0")}_t.down.sql`, `DROP TABLE t${at};\n`],
    ]),
  );

const pulls = "repos/list-pull-requests-associated-with-commit";
const compare = "repos/compare-commits-with-basehead";
/** The organisation's floor: where there is none, it is not asked for again at once. */
const floor = "repos/get-content";

test("a first look at a repository with sixty migrations, twenty files changed: thirteen questions, three of them free, two writes", async () => {
  const here = await scene();
  await here.shop.push("main", folder(2, 60));
  await here.shop.push("topic", folder(62, 10), { author: "ada" });
  const calls = await asked(here, () => here.shop.openPullRequest({ title: "Ten", head: "topic", author: "ada" }));
  expect(calls.toSorted()).toEqual(
    [
      pulls,
      `${pulls} (free)`,
      `${pulls} (free)`,
      compare,
      floor,
      "git/get-tree",
      "git/get-tree",
      "graphql/blobs",
      "graphql/blobs",
      "checks/list-for-ref",
      "checks/list-for-ref (free)",
      "checks/create",
      "issues/list-comments",
      "issues/create-comment",
      "issues/list-comments",
    ].toSorted(),
  );
  expect(here.standin.violations).toEqual([]);
});

test("after a push to a pull request that we know: seven calls that count, two of them writes", async () => {
  const here = await scene();
  await open(here);
  const calls = await asked(here, () =>
    here.shop.push("topic", { "migrations/0003_more.up.sql": "ALTER TABLE users DROP COLUMN email;\n" }),
  );
  expect(calls.toSorted()).toEqual(
    [
      pulls,
      compare,
      "git/get-tree",
      "git/get-blob",
      "checks/list-for-ref",
      `${pulls} (free)`,
      "checks/create",
      `${pulls} (free)`,
      "issues/update-comment",
    ].toSorted(),
  );
});

test("what does not hang on another's answer is asked for meanwhile", async () => {
  const here = await scene();
  await here.shop.push("topic", folder(62, 1), { author: "ada" });
  const slow = (route: string): void => here.standin.faults.next({ route, delayMs: 1_000 });
  slow(compare);
  slow("repos/get-content");
  const calls = await asked(here, () => here.shop.openPullRequest({ title: "One", head: "topic", author: "ada" }));
  // The gate is claimed and the head's tree is there before GitHub tells where head left the base; the base's tree before the floor.
  expect(calls.slice(0, 3).toSorted()).toEqual([pulls, "checks/list-for-ref", "git/get-tree"].toSorted());
  expect(calls.slice(3, 6)).toEqual([compare, "git/get-tree", floor]);
});

test("where nothing has changed: four questions, two of them free, and no write", async () => {
  const here = await scene();
  const number = await open(here);
  await asked(here, () => here.shop.closePullRequest(number));
  const calls = await asked(here, () => here.shop.reopenPullRequest(number));
  expect(calls.toSorted()).toEqual(
    [pulls, "checks/list-for-ref", `${compare} (free)`, "issues/list-comments (free)"].toSorted(),
  );
  const again = await asked(here, async () => {
    await here.shop.closePullRequest(number);
    await here.settled();
    await here.shop.reopenPullRequest(number);
  });
  expect(again.filter((call) => !call.endsWith("(free)"))).toEqual([pulls, pulls]);
});

test("a re-run that a person asks for costs one write and at most two questions", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  const press = async (): Promise<void> => here.shop.rerequestSuite((await here.shop.pullState(number)).head);
  await asked(here, press);
  const calls = await asked(here, press);
  expect(calls).toHaveLength(7);
  // The run that we wrote last may be new to us, once.
  const dear = calls.filter((call) => !call.endsWith("(free)") && call !== "checks/list-for-ref");
  expect(dear).toEqual(["checks/update"]);
});

test("what was seen before is asked for again where it has changed, and never believed without asking", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  const [comment] = here.shop.comments(number).filter(({ viaApp }) => viaApp !== null);
  if (comment !== undefined) comment.body = comment.body.replace("legacy_code", "nothing");
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await here.settled();
  expect((await here.ours(number)).comments).toEqual([expect.stringContaining("legacy_code")]);
});

test("a comment that we remember and that is gone is looked up, and written again", async () => {
  const here = await scene();
  const number = await open(here);
  await here.settled();
  here.shop.state.comments.clear();
  await here.shop.push("topic", { ...dropsColumn, "migrations/0003_more.up.sql": "DROP TABLE users;\n" });
  await here.settled();
  expect((await here.ours(number)).comments).toHaveLength(1);
});
