import { expect, test } from "vitest";
import { answerFor } from "./answers.ts";
import { appId, open, type Scene, scene } from "./app.ts";
import { bookOf } from "./ledger.ts";
import type { FindAnswer } from "../../src/app/answer.ts";

const patiently = { timeout: 60_000 };
const PRINT = "3f2a9c0d41be";

/** A finding that a waiver lets pass, and a hold that nothing but its end does. */
const answer: FindAnswer = async (_, { head }, { waivers, holds }) => {
  const passes = waivers.some(({ fingerprint }) => fingerprint === PRINT);
  const conclusion = holds.length > 0 ? "action_required" : passes ? "success" : "failure";
  return answerFor(head, {
    report: { conclusion, title: conclusion, summary: `for ${head}`, annotations: [] },
    shown: {
      head,
      conclusion,
      summary: conclusion,
      findings: [
        {
          fingerprint: PRINT,
          rule: "column-dropped",
          subject: "public.users.legacy_code",
          level: "block",
          path: "a.sql",
          line: 1,
          message: "m",
          owed: [],
          hurts: [],
          holds: true,
        },
      ],
      proofs: [],
    },
  });
};

async function passing(): Promise<{ here: Scene; number: number }> {
  const here = await scene({ answer });
  here.shop.requiredCheck("dataplan", { appId });
  here.shop.setCollaborator("grace", "write");
  here.shop.setCollaborator("lin", "maintain");
  const number = await open(here, { "a.txt": "x\n" });
  await here.settled();
  await say(here, number, `/dataplan waive ${PRINT} reason="agreed with the team" until=2026-12-31`, "grace");
  return { here, number };
}

async function say(here: Scene, number: number, text: string, author: string): Promise<void> {
  here.later(2);
  here.shop.comment(number, text, author);
  await here.settled();
}

const conclusion = async (here: Scene, number: number) => (await here.ours(number)).checks[0]?.conclusion;

test("a hold asks for a person over every push, until the same or a higher role lifts it", patiently, async () => {
  const { here, number } = await passing();
  expect(await conclusion(here, number)).toBe("success");
  await say(here, number, '/dataplan hold reason="the backfill is still running"', "lin");
  await here.shop.push("topic", { "b.txt": "y\n" }, { author: "ada" });
  await here.settled();
  expect(await conclusion(here, number)).toBe("action_required");
  await say(here, number, "/dataplan unhold", "grace");
  expect(await conclusion(here, number)).toBe("action_required");
  await say(here, number, "/dataplan unhold", "lin");
  expect(await conclusion(here, number)).toBe("success");
  expect((await bookOf(here).audit(9)).map(({ line, result }) => `${line.split(" ")[1] ?? ""} ${result}`)).toEqual([
    "unhold done",
    "unhold refused",
    "hold done",
    "waive done",
  ]);
});

test(
  "the merge queue takes over what was waived or held in the pull request that it stands for; no other has anything of it",
  patiently,
  async () => {
    const { here, number } = await passing();
    here.shop.queue.require("main");
    const group = await here.shop.queue.add(number);
    await here.settled();
    const onGroup = () =>
      [...here.shop.state.checkRuns.values()].find((run) => run.headSha === group.headSha && run.app.id === appId);
    expect(onGroup()?.conclusion).toBe("success");
    await say(here, number, '/dataplan hold reason="not during the release"', "grace");
    expect(onGroup()?.conclusion).toBe("action_required");
    const other = await open(here, { "c.txt": "z\n" }, { branch: "other" });
    await here.settled();
    expect(await conclusion(here, other)).toBe("failure");
  },
);
