import { expect, test } from "vitest";
import { appId, open, type Scene, scene } from "./app.ts";

const WAIVE = '/dataplan waive column-dropped public.users.legacy_code reason="it was never filled" until=2026-12-31';

async function spoken(lines: readonly string[]) {
  const here = await scene();
  here.shop.setCollaborator("grace", "write");
  const number = await open(here);
  await here.settled();
  for (const line of lines) await say(here, number, line);
  return { here, number };
}

async function say(here: Scene, number: number, line: string): Promise<void> {
  here.later(2);
  here.shop.comment(number, line, "grace");
  await here.settled();
}

/** How often GraphQL was asked meanwhile: texts of single files come by another way. */
async function push(here: Scene, readme: string): Promise<number> {
  const before = here.standin.requests.length;
  await here.shop.push("topic", { "README.md": readme }, { author: "ada" });
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  return here.standin.requests.slice(before).filter(({ path }) => path === "/graphql").length;
}

/** Of each comment of ours: what it is about, and whether it is folded away. */
const ours = (here: Scene, number: number) =>
  here.shop
    .comments(number)
    .filter(({ viaApp }) => viaApp?.id === appId)
    .map(({ body, hidden }) => [/`\/dataplan (\w+)/.exec(body)?.[1] ?? "verdict", hidden === true]);

test("after a push answers to commands are folded away, once, but for a waiver for as long as it stands", async () => {
  const { here, number } = await spoken(["/dataplan help", WAIVE, "/dataplan nonsense"]);
  expect(ours(here, number).map(([, hidden]) => hidden)).toEqual([false, false, false, false]);
  expect(await push(here, "One.\n")).toBe(2);
  expect(ours(here, number)).toEqual([
    ["verdict", false],
    ["help", true],
    ["waive", false],
    ["nonsense", true],
  ]);
  await say(here, number, "/dataplan status");
  expect(await push(here, "Two.\n")).toBe(1);
  expect(await push(here, "Three.\n")).toBe(0);

  await say(here, number, "/dataplan unwaive column-dropped public.users.legacy_code");
  expect(ours(here, number).at(2)).toEqual(["waive", true]);
  expect(await push(here, "Four.\n")).toBe(1);
  expect(ours(here, number).filter(([, hidden]) => hidden === false)).toEqual([["verdict", false]]);
});

test("an answer given since the push, and a hold that stands, stay open; a look without a push folds nothing", async () => {
  const { here, number } = await spoken(['/dataplan hold reason="wait for the release"']);
  await push(here, "One.\n");
  await say(here, number, "/dataplan help");
  await say(here, number, "/dataplan review");
  expect(ours(here, number).map(([, hidden]) => hidden)).toEqual([false, false, false]);
});

test("what GitHub could not do is done at the next look, what it will not do is not asked again", async () => {
  const { here, number } = await spoken(["/dataplan help", "/dataplan status"]);
  here.standin.faults.next({ route: "graphql/blobs", status: 502, when: "before" });
  expect(await push(here, "One.\n")).toBe(1);
  expect(ours(here, number).map(([, hidden]) => hidden)).toEqual([false, false, false]);
  for (const { id, body } of here.shop.comments(number))
    if (body.includes("`/dataplan help`\n\n")) here.shop.state.comments.delete(id);
  expect(await push(here, "Two.\n")).toBe(2);
  expect(ours(here, number)).toEqual([
    ["verdict", false],
    ["status", true],
  ]);
  expect(await push(here, "Three.\n")).toBe(0);
  expect(here.log.join("")).not.toContain('"msg":"failed"');
});

test("a reply that somebody forges is never touched", async () => {
  const { here, number } = await spoken(["/dataplan help"]);
  const forged = here.shop.comment(number, "<!-- dataplan:reply:1 -->\nNo.", "mallory");
  await here.settled();
  expect(await push(here, "One.\n")).toBe(1);
  expect(forged.hidden).toBeUndefined();
});
