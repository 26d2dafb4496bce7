import { expect, test } from "vitest";
import { dropsColumn, manifest, open, type Scene, scene, type SceneOptions } from "./app.ts";

const patiently = { timeout: 60_000 };
const WAIVE = '/dataplan waive column-dropped public.users.legacy_code reason="it was never filled" until=2026-12-31';

async function blockedPull(files: Readonly<Record<string, string>>, options: SceneOptions = {}) {
  const here = await scene(options);
  for (const login of ["ada", "grace", "kim", "lin"]) here.shop.setCollaborator(login, "write");
  await here.shop.push("main", files);
  const number = await open(here, dropsColumn);
  await here.settled();
  return { here, number };
}

/** What came of it when this person waived, as our answer's first words say. */
async function waivedBy(here: Scene, number: number, login: string): Promise<string> {
  here.later(2);
  here.shop.comment(number, WAIVE, login);
  await here.settled();
  const last = (await here.ours(number)).comments.at(-1) ?? "";
  return last.split("\n\n")[1] ?? "";
}

const BY_TEAM = { ".github/dataplan.yml": 'commands:\n  waive: ["@acme/data", "@kim"]\n' };
const OWNED = { ".github/CODEOWNERS": "* @lin\nmigrations/ @acme/data @grace\n" };

test(
  "those whom the configuration names may, by name or by team; a pending member and everybody else may not",
  patiently,
  async () => {
    const { here, number } = await blockedPull({ ...BY_TEAM, ...OWNED });
    here.standin.setTeam("acme/data", ["lin"], ["grace"]);
    expect(await waivedBy(here, number, "grace")).toContain("that is for `@acme/data` or `@kim` to waive");
    expect(await waivedBy(here, number, "lin")).toContain("Waived until 2026-12-31");
    expect(await waivedBy(here, number, "kim")).toContain("in place of the waiver until 2026-12-31");
    expect(here.standin.violations).toEqual([]);
  },
);

test("where it names nobody, the code owners of what was found may", patiently, async () => {
  const { here, number } = await blockedPull(OWNED);
  expect(await waivedBy(here, number, "lin")).toContain("that is for `@acme/data` or `@grace` to waive");
  expect(await waivedBy(here, number, "grace")).toContain("Waived until 2026-12-31");
});

test("without `members: read` people who are named may still, and nobody else; it says why", patiently, async () => {
  const { members: _, ...permissions } = manifest.default_permissions;
  const { here, number } = await blockedPull(BY_TEAM, { permissions });
  here.standin.setTeam("acme/data", ["lin"]);
  expect(await waivedBy(here, number, "lin")).toContain("the App lacks `members: read`");
  expect(await waivedBy(here, number, "kim")).toContain("Waived until 2026-12-31");
});

test("any error is a no", patiently, async () => {
  const { here, number } = await blockedPull(BY_TEAM);
  here.standin.setTeam("acme/data", ["lin"]);
  here.standin.faults.next({ route: "teams/get-membership-for-user-in-org", status: 500, times: 9 });
  expect(await waivedBy(here, number, "lin")).toContain("could not be found out just now");
});

test("who wrote the change may waive in it only where the configuration says so", patiently, async () => {
  const { here, number } = await blockedPull({ ".github/dataplan.yml": "commands: { own_waivers: true }\n" });
  expect(await waivedBy(here, number, "ada")).toContain("Waived until 2026-12-31");
});

test("a pull request cannot name who may waive in it", patiently, async () => {
  const { here, number } = await blockedPull(OWNED);
  await here.shop.push(
    "topic",
    { ".github/dataplan.yml": 'commands: { own_waivers: true, waive: ["@ada"] }\n', ".github/CODEOWNERS": "* @ada\n" },
    { author: "ada" },
  );
  await here.settled();
  expect(await waivedBy(here, number, "ada")).toContain("a second pair of eyes");
});
