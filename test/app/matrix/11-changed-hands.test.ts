import { expect, test } from "vitest";
import { answerFor, gate } from "../answers.ts";
import { manifest, open, scene, type Scene } from "../app.ts";
import { endsRight } from "./ends-right.ts";

// Row 11, last part: the repository is given to another owner, whose installation is another one, or deleted.

const patiently = { timeout: 60_000 };

const departed = (here: Scene) =>
  here.database.query<{ readonly repository: number }>("SELECT repository::int FROM dataplan.departure");

const complaints = (here: Scene): readonly string[] =>
  here.log.filter((line) => (JSON.parse(line) as { readonly level: number }).level >= 40);

test("given to another owner while it is judged: answered there, once", patiently, async () => {
  const hold = gate();
  const reviewed: string[] = [];
  const here = await scene({
    answer: async (_, { head }) => {
      reviewed.push(head);
      if (reviewed.length === 1) await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  await expect.poll(() => reviewed.length, { timeout: 30_000 }).toBe(1);
  here.standin.calamities.transfer("acme/shop", "globex", true);
  hold.open();
  await endsRight(here, number);
  const owners = new Set(here.standin.deliveries.map(({ installationId }) => installationId));
  expect(owners.size).toBe(2);
  await here.shop.push("topic", { "x.txt": "x" });
  await endsRight(here, number);
});

test(
  "what was let pass under the old owner stands under the new one, and is not purged with him",
  patiently,
  async () => {
    const here = await scene();
    for (const login of ["ada", "grace"]) here.shop.setCollaborator(login, "write");
    const number = await open(here);
    await here.settled();
    here.later(2);
    here.shop.comment(
      number,
      '/dataplan waive column-dropped public.users.legacy_code reason="it was never filled" until=2026-12-31',
      "grace",
    );
    await here.settled();
    const verdict = async () => {
      const { checks, comments } = await here.ours(number);
      return [checks.map(({ conclusion }) => conclusion), comments.length];
    };
    expect(await verdict()).toEqual([["success"], 2]);

    here.standin.calamities.transfer("acme/shop", "globex", true);
    await here.settled();
    await here.shop.push("topic", { "README.md": "More words.\n" }, { author: "ada" });
    await here.settled();
    expect(await verdict()).toEqual([["success"], 2]);
    // The old owner's loss was told last, and is none.
    expect(await departed(here)).toEqual([{ repository: here.shop.state.id }]);
    await here.app.round("unanswered-pulls", new Date(Date.now() + 600_000));
    expect(await departed(here)).toEqual([]);
    expect(complaints(here)).toEqual([]);
    expect(here.standin.violations).toEqual([]);
  },
);

test(
  "given to somebody who has not let us in: nothing more is written, and what we keep of it has its last day",
  patiently,
  async () => {
    const here = await scene({ answer: async (_, { head }) => answerFor(head) });
    const number = await open(here);
    await endsRight(here, number);
    here.writes();
    here.standin.calamities.transfer("acme/shop", "stranger", false);
    await here.shop.push("topic", { "x.txt": "x" });
    await here.settled();
    await here.app.round("unanswered-pulls", new Date(Date.now() + 600_000));
    expect(here.writes()).toEqual([]);
    expect(await departed(here)).toEqual([{ repository: here.shop.state.id }]);
    expect(here.standin.violations).toEqual([]);
  },
);

test(
  "deleted while it is judged: the review ends, nobody comes back to it, and what we keep of it has its last day",
  patiently,
  async () => {
    const hold = gate();
    let judging = false;
    const here = await scene({
      patience: 0,
      answer: async (_, { head }) => {
        judging = true;
        await hold.opened;
        return answerFor(head);
      },
    });
    await open(here);
    const atWork = () => here.database.query("SELECT pull FROM dataplan.at_work");
    await expect.poll(async () => judging && (await atWork()).length, { timeout: 30_000 }).toBe(1);
    here.standin.calamities.deleteRepository("acme/shop");
    hold.open();
    await here.settled();
    expect(await departed(here)).toEqual([{ repository: here.shop.state.id }]);
    expect(await atWork()).toEqual([]);
    expect(here.standin.violations).toEqual([]);
  },
);

test("a suspension ends work without a word of error, and the rounds leave it alone", patiently, async () => {
  const hold = gate();
  let judging = false;
  const here = await scene({
    patience: 0,
    answer: async (_, { head }) => {
      judging = true;
      await hold.opened;
      return answerFor(head);
    },
  });
  const number = await open(here);
  const atWork = () => here.database.query("SELECT pull FROM dataplan.at_work");
  await expect.poll(() => judging && here.shop.state.checkRuns.size, { timeout: 30_000 }).toBe(1);
  here.standin.calamities.suspend();
  here.standin.announceInstallation("suspend");
  hold.open();
  await here.settled();
  here.writes();
  const before = here.standin.requests.length;
  await here.app.round("stale-runs", new Date(Date.now() + 3_600_000));
  await here.app.round("unanswered-pulls", new Date(Date.now() + 3_600_000));
  await here.settled();
  expect(here.standin.requests.slice(before).map(({ operation }) => operation)).toEqual(["apps/list-installations"]);
  expect(await atWork()).toEqual([]);
  expect(complaints(here)).toEqual([]);

  here.standin.calamities.restore();
  here.standin.announceInstallation("unsuspend");
  await endsRight(here, number);
});

test(
  "what an owner has accepted is used at once, though a token from before knows nothing of it",
  patiently,
  async () => {
    const { contents: _, ...less } = manifest.default_permissions;
    const here = await scene({ permissions: less });
    const number = await open(here);
    await here.settled();
    expect((await here.ours(number)).checks).toMatchObject([{ title: "Could not decide" }]);
    here.standin.calamities.grant(manifest.default_permissions);
    here.standin.announceInstallation("new_permissions_accepted");
    await here.settled();
    expect((await here.ours(number)).checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
    expect((await here.ours(number)).checks).not.toMatchObject([{ title: "Could not decide" }]);
    expect(here.standin.violations).toEqual([]);
  },
);
