import { expect, test } from "vitest";
import { noGrants } from "../../../src/model/grant.ts";
import type { ShownFinding } from "../../../src/model/shown.ts";
import type { Answer, FindAnswer } from "../../../src/app/answer.ts";
import { gate } from "../answers.ts";
import { manifest, open, type Scene, scene, type SceneOptions } from "../app.ts";
import { bookOf } from "../ledger.ts";

const patiently = { timeout: 60_000 };

const finding: ShownFinding = {
  fingerprint: "3f2a9c0d41be",
  rule: "column-dropped",
  subject: "public.users.legacy_code",
  level: "block",
  path: "migrations/0002_drop.up.sql",
  line: 1,
  message: "m",
  owed: [],
  hurts: [],
  holds: true,
};

/** A gate with one finding, which opens where it is waived and is held where somebody holds it. */
const blocked: FindAnswer = async (_, { head }, { waivers, holds }): Promise<Answer> => {
  const waived = waivers.some(({ fingerprint }) => fingerprint === finding.fingerprint);
  const conclusion = holds.length > 0 ? "action_required" : waived ? "success" : "failure";
  return {
    report: { conclusion, title: "t", summary: `${conclusion} at ${head}`, annotations: [] },
    comment: `<!-- dataplan:verdict -->\n${conclusion} at ${head}`,
    concerns: true,
    shown: { head, conclusion, summary: "s", findings: [finding], proofs: [] },
  };
};

const WAIVE = '/dataplan waive 3f2a9c0d41be reason="it was never filled" until=2026-12-31';

async function blockedPull(options: SceneOptions = {}): Promise<{ here: Scene; number: number }> {
  const here = await scene({ answer: blocked, ...options });
  const number = await open(here);
  await here.settled();
  here.later(2);
  here.writes();
  return { here, number };
}

async function say(here: Scene, number: number, text: string, author: string): Promise<void> {
  here.shop.comment(number, text, author);
  await here.settled();
}

const conclusion = async (here: Scene, number: number) => (await here.ours(number)).checks[0]?.conclusion;
const replies = async (here: Scene, number: number) =>
  (await here.ours(number)).comments.filter((body) => body.startsWith("<!-- dataplan:reply:"));
const granted = (here: Scene, number: number) => bookOf(here).grants(here.shop.state.id, number);

test("a stranger and an ex-member are refused, however they once stood", patiently, async () => {
  const { here, number } = await blockedPull({ private: true });
  await say(here, number, WAIVE, "stranger");
  here.shop.setCollaborator("kim", "admin");
  here.shop.state.collaborators.delete("kim");
  await say(here, number, WAIVE, "kim");
  here.shop.setCollaborator("reader", "read");
  await say(here, number, `${WAIVE}\n/dataplan hold reason="I do not like it"`, "reader");
  expect(await granted(here, number)).toEqual(noGrants);
  expect(await conclusion(here, number)).toBe("failure");
  const said = await replies(here, number);
  expect(said).toHaveLength(3);
  expect(said[0]).toContain("this needs the role `write`, yours is `none`");
  expect(said[2]).toContain("yours is `read`");
});

test(
  "a bot is not heard, unless the base branch's configuration names its App; and even then it waives nothing",
  patiently,
  async () => {
    const { here, number } = await blockedPull();
    const bot = { id: 99, slug: "freezer", name: "Freezer", permissions: {}, events: [] };
    const HOLD = '/dataplan hold reason="release freeze until Monday"';
    here.shop.comment(number, `${WAIVE}\n${HOLD}`, "freezer[bot]", bot);
    await here.settled();
    expect(here.writes()).toEqual([]);
    await here.shop.push("main", { ".github/dataplan.yml": "commands: { apps: [99] }\n" });
    await here.settled();
    here.later(2);
    here.shop.comment(number, `${WAIVE}\n${HOLD}`, "freezer[bot]", bot);
    await here.settled();
    const { waivers, holds } = await granted(here, number);
    expect(waivers).toEqual([]);
    expect(holds).toMatchObject([{ owner: "@freezer[bot]", role: "write" }]);
    expect((await replies(here, number))[0]).toContain("this takes a person");
    expect(await conclusion(here, number)).toBe("action_required");
  },
);

test("what stands in a quote, a fence, an HTML comment or a list is shown, not said", patiently, async () => {
  const { here, number } = await blockedPull();
  here.shop.setCollaborator("grace", "write");
  for (const shown of [
    `> ${WAIVE}`,
    `> yes\n${WAIVE}`,
    `\`\`\`\n${WAIVE}\n\`\`\``,
    `~~~sh\n${WAIVE}\n~~~`,
    `    ${WAIVE}`,
    `<!--\n${WAIVE}\n-->`,
    `text <!--\n${WAIVE}\n--> more`,
    `- ${WAIVE}`,
    `\`a\n${WAIVE}\``,
  ])
    await say(here, number, shown, "grace");
  expect(await granted(here, number)).toEqual(noGrants);
  expect(here.writes()).toEqual([]);
});

test("an edited comment never acts, and deleting one takes nothing back", patiently, async () => {
  const { here, number } = await blockedPull();
  here.shop.setCollaborator("grace", "write");
  const harmless = here.shop.comment(number, "Looks fine.", "grace");
  await here.settled();
  here.shop.editComment(harmless.id, WAIVE, "grace");
  await here.settled();
  expect(await granted(here, number)).toEqual(noGrants);
  const asked = here.shop.comment(number, WAIVE, "grace");
  await here.settled();
  here.shop.editComment(asked.id, "/dataplan unwaive 3f2a9c0d41be", "stranger");
  here.shop.state.comments.delete(asked.id);
  await say(here, number, "/dataplan review", "grace");
  expect((await granted(here, number)).waivers).toHaveLength(1);
  expect(await conclusion(here, number)).toBe("success");
});

test("line ends of another machine change nothing", patiently, async () => {
  const { here, number } = await blockedPull();
  here.shop.setCollaborator("grace", "write");
  await say(here, number, `Fine.\r\n\r\n${WAIVE}\r\n/dataplan status\r\n`, "grace");
  expect((await granted(here, number)).waivers).toHaveLength(1);
  expect((await replies(here, number))[0]).toContain("by `@grace`, until 2026-12-31");
});

test("ten comments at once keep their order, each is answered, and the last word stands", patiently, async () => {
  const { here, number } = await blockedPull();
  here.shop.setCollaborator("grace", "write");
  for (let each = 0; each < 10; each += 1)
    here.shop.comment(number, each % 2 === 0 ? WAIVE : "/dataplan unwaive 3f2a9c0d41be", "grace");
  await here.settled();
  expect((await bookOf(here).audit(20)).map(({ line, result }) => `${line.split(" ")[1] ?? ""} ${result}`)).toEqual(
    Array.from({ length: 5 }, () => ["unwaive done", "waive done"]).flat(),
  );
  expect(await replies(here, number)).toHaveLength(10);
  expect((await granted(here, number)).waivers).toEqual([]);
  expect(await conclusion(here, number)).toBe("failure");
});

test(
  "the head moved before the comment was read: refused, and said; with the commit named it is exact",
  patiently,
  async () => {
    const stop = gate();
    let slow = false;
    const answer: FindAnswer = async (...at) => {
      if (slow) await stop.opened;
      return blocked(...at);
    };
    const { here, number } = await blockedPull({ answer });
    here.shop.setCollaborator("grace", "write");
    slow = true;
    const { sha } = await here.shop.push("topic", { "other.md": "x\n" }, { author: "ada" });
    here.shop.comment(number, `${WAIVE}\n${WAIVE} @${sha.slice(0, 7)}`, "grace");
    await expect.poll(() => replies(here, number), { timeout: 20_000 }).toHaveLength(1);
    expect((await replies(here, number))[0]).toContain("no answer about the head");
    stop.open();
    await here.settled();
    expect(await granted(here, number)).toEqual(noGrants);
    // Our answer is as young as this comment, so nobody can have read it; whoever names the commit has looked at it.
    await say(here, number, `${WAIVE} @aaaaaaa\n${WAIVE} @${sha.slice(0, 7)}`, "grace");
    expect((await replies(here, number))[1]).toContain("you spoke of `aaaaaaa`");
    expect((await granted(here, number)).waivers).toMatchObject([{ granted: { head: sha } }]);
  },
);

test("a comment as old as our answer, or older, is about the answer before it", patiently, async () => {
  const here = await scene({ answer: blocked });
  const number = await open(here);
  await here.settled();
  here.shop.setCollaborator("grace", "write");
  here.later(-5);
  await say(here, number, WAIVE, "grace");
  expect((await replies(here, number))[0]).toContain("while you wrote");
  expect(await granted(here, number)).toEqual(noGrants);
});

test("both profiles: with `issues: write` reactions acknowledge, without it a reply does", patiently, async () => {
  const { here, number } = await blockedPull({
    permissions: { ...manifest.default_permissions, issues: "write" },
  });
  here.shop.setCollaborator("grace", "write");
  const fine = here.shop.comment(number, WAIVE, "grace");
  const not = here.shop.comment(number, "/dataplan waive", "grace");
  await here.settled();
  expect(fine.reactions.map(({ content }) => content)).toEqual(["eyes", "rocket"]);
  expect(not.reactions.map(({ content }) => content)).toEqual(["eyes", "confused"]);
  expect(here.standin.violations).toEqual([]);
  expect(here.standin.requests.filter(({ status }) => status === 403)).toEqual([]);
});
