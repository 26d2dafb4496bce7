import { expect, test } from "vitest";
import { dropsColumn, open, scene, type Scene } from "./app.ts";
import { bookOf } from "./ledger.ts";

const patiently = { timeout: 60_000 };
const REASON = 'reason="it was never filled" until=2026-12-31';
const SUBJECT = "column-dropped public.users.legacy_code";

async function asked(): Promise<{ here: Scene; number: number }> {
  const here = await scene();
  here.shop.setCollaborator("ada", "write");
  here.shop.setCollaborator("grace", "write");
  const number = await open(here);
  await here.settled();
  return { here, number };
}

/** Somebody reads our answer, then writes. */
async function say(here: Scene, number: number, text: string, author = "grace"): Promise<void> {
  here.later(2);
  here.shop.comment(number, text, author);
  await here.settled();
}

const replies = async (here: Scene, number: number): Promise<readonly string[]> =>
  (await here.ours(number)).comments.filter((body) => body.startsWith("<!-- dataplan:reply:"));

const conclusion = async (here: Scene, number: number): Promise<string | null | undefined> =>
  (await here.ours(number)).checks[0]?.conclusion;

test(
  "a waiver opens the gate, is told in check and comment, outlives an unrelated push, and is taken back",
  patiently,
  async () => {
    const { here, number } = await asked();
    expect(await conclusion(here, number)).toBe("failure");
    await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`);
    expect(await conclusion(here, number)).toBe("success");
    const [verdict = "", reply = ""] = (await here.ours(number)).comments;
    expect(verdict).toContain("Waived: 1");
    expect(verdict).toContain("it was never filled");
    expect(reply).toContain("Waived until 2026-12-31");

    await here.shop.push("topic", { "README.md": "More words.\n" }, { author: "ada" });
    await here.settled();
    expect(await conclusion(here, number)).toBe("success");

    await say(here, number, `/dataplan unwaive ${SUBJECT}`);
    expect(await conclusion(here, number)).toBe("failure");
    await say(here, number, "/dataplan status", "ada");
    const said = (await replies(here, number)).at(-1) ?? "";
    expect(said).toContain("`grace`: `/dataplan unwaive column-dropped public.users.legacy_code`");
    expect(said).not.toContain("Waivers given here");
    expect(here.standin.violations).toEqual([]);
  },
);

test("another breakage is not covered, and a waiver that covers nothing any more is a finding", patiently, async () => {
  const { here, number } = await asked();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`);
  await here.shop.push("topic", {
    ...dropsColumn,
    "migrations/0002_drop.up.sql": "ALTER TABLE users DROP COLUMN email;\n",
  });
  await here.settled();
  expect(await conclusion(here, number)).toBe("failure");
  const [verdict = ""] = (await here.ours(number)).comments;
  expect(verdict).toContain("covers nothing on this head any more");
  expect(verdict).not.toContain("Waived: 1");
});

test("it is for this pull request alone", patiently, async () => {
  const { here, number } = await asked();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`);
  const second = await open(here, dropsColumn, { branch: "again" });
  await here.settled();
  expect(await conclusion(here, number)).toBe("success");
  expect(await conclusion(here, second)).toBe("failure");
});

test("what was granted stands, whatever becomes of the comment, and beyond the process", patiently, async () => {
  const { here, number } = await asked();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`);
  for (const { id, user } of here.shop.comments(number))
    if (user.login === "grace") here.shop.state.comments.delete(id);
  await here.restart();
  here.shop.comment(number, "/dataplan review", "ada");
  await here.settled();
  expect(await conclusion(here, number)).toBe("success");
});

test("a comment that comes twice is carried out once and answered once", patiently, async () => {
  const { here, number } = await asked();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}\n/dataplan unwaive ${SUBJECT}`);
  await here.restart();
  const guid = here.standin.deliveries.find(({ event }) => event === "issue_comment")?.guid ?? "";
  here.standin.redeliver(guid);
  await here.settled();
  expect(await conclusion(here, number)).toBe("failure");
  expect(await replies(here, number)).toHaveLength(1);
  expect(await bookOf(here).audit(9)).toHaveLength(2);
});

test("whoever wrote the change cannot waive in it, neither by opening it nor by a commit", patiently, async () => {
  const { here, number } = await asked();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`, "ada");
  await here.shop.push("topic", { "README.md": "By grace.\n" }, { author: "grace" });
  await here.settled();
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`, "grace");
  expect(await conclusion(here, number)).toBe("failure");
  const said = await replies(here, number);
  expect(said).toHaveLength(2);
  for (const one of said) expect(one).toContain("a second pair of eyes");
});

test("a comment about a head that moved meanwhile lets nothing pass", patiently, async () => {
  const { here, number } = await asked();
  here.later(2);
  here.standin.loseWebhooks(true);
  await here.shop.push("topic", { "migrations/0003_more.up.sql": "DROP TABLE users;\n" }, { author: "ada" });
  here.standin.loseWebhooks(false);
  await say(here, number, `/dataplan waive ${SUBJECT} ${REASON}`);
  expect((await replies(here, number))[0]).toContain("no answer about the head");
  expect(await conclusion(here, number)).not.toBe("success");
});
