import { expect, test } from "vitest";
import { dropsColumn, manifest, open, type Scene, scene, type SceneOptions } from "./app.ts";

const NAMES = 'labels: { blocked: data/held, breaking: "data:breaking" }\n';
const issues = { permissions: { ...manifest.default_permissions, issues: "write" as const } };
const harmless = { "migrations/0002_more.up.sql": "CREATE TABLE more (id int PRIMARY KEY);\n" };

async function labelled(files = dropsColumn, options: SceneOptions = {}, config = NAMES) {
  const here = await scene(options);
  await here.shop.push("main", { ".github/dataplan.yml": config });
  for (const name of ["data/held", "Data:Breaking"]) here.shop.makeLabel(name);
  const number = await open(here, files);
  await here.settled();
  return { here, number };
}

const look = async (here: Scene, number: number, on?: () => unknown): Promise<readonly string[]> => {
  here.writes();
  await on?.();
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  return here.writes().filter((operation) => operation.includes("label"));
};

test("a pull request bears the labels that say what its check says, and loses them with it; what a person puts there stays", async () => {
  const { here, number } = await labelled();
  expect(here.shop.labels(number)).toEqual(["data/held", "Data:Breaking"]);
  expect(here.writes()).toEqual(["checks/create", "issues/create-comment", "issues/add-labels"]);
  await here.shop.setLabel(number, "bug", true);
  expect(await look(here, number)).toEqual([]);

  await here.shop.push("topic", {
    ...harmless,
    "migrations/0002_drop.up.sql": null,
    "migrations/0002_drop.down.sql": null,
  });
  await here.settled();
  expect(here.shop.labels(number)).toEqual(["bug"]);
  expect(here.standin.violations).toEqual([]);
});

test("what is waived still breaks, and holds no merge any more", async () => {
  const { here, number } = await labelled();
  here.shop.setCollaborator("grace", "write");
  here.later(2);
  here.shop.comment(
    number,
    '/dataplan waive column-dropped public.users.legacy_code reason="it was never filled" until=2026-12-31',
    "grace",
  );
  await here.settled();
  expect(here.shop.labels(number)).toEqual(["Data:Breaking"]);
});

test("a label is never asked: at the next look it says what the check says, whoever took it off or put it on", async () => {
  const { here, number } = await labelled();
  expect(await look(here, number, () => here.shop.setLabel(number, "data/held", false))).toEqual(["issues/add-labels"]);
  expect(await look(here, number)).toEqual([]);
  const other = await open(here, harmless, { branch: "other" });
  await here.settled();
  expect(await look(here, other, () => here.shop.setLabel(other, "data/held", true))).toEqual(["issues/remove-label"]);
  expect(here.shop.labels(other)).toEqual([]);
  expect((await here.ours(other)).checks).toMatchObject([{ conclusion: "success" }]);
});

test("in audit mode nothing is held; without names nothing is labelled, and nobody's label is taken off", async () => {
  const { here, number } = await labelled(dropsColumn, {}, `mode: audit\n${NAMES}`);
  expect(here.shop.labels(number)).toEqual(["Data:Breaking"]);
  const off = await labelled(dropsColumn, {}, "mode: enforce\n");
  expect(await look(off.here, off.number, () => off.here.shop.setLabel(off.number, "data/held", true))).toEqual([]);
  expect(off.here.shop.labels(off.number)).toEqual(["data/held"]);
});

test("a label that the repository lacks is made where the App may; where it may not, check and comment stand and the log says why", async () => {
  const config = "labels: { blocked: new one }\n";
  const may = await labelled(dropsColumn, issues, config);
  expect(may.here.shop.labels(may.number)).toEqual(["new one"]);
  const [labelling] = may.here.standin.requests.filter(({ operation }) => operation === "issues/add-labels");
  expect(labelling?.token?.permissions).toEqual({ metadata: "read", pull_requests: "write", issues: "write" });
  const { here, number } = await labelled(dropsColumn, {}, config);
  expect(here.shop.labels(number)).toEqual([]);
  expect(await here.ours(number)).toMatchObject({ checks: [{ conclusion: "failure" }], comments: [expect.anything()] });
  expect(here.log.join("")).toContain("a label that is not there yet takes `issues: write`");
  expect(here.log.join("")).not.toContain('"msg":"failed"');
});

test("a fault of GitHub's at a label leaves check, comment and job as they are, and the next look puts it right", async () => {
  const here = await scene();
  await here.shop.push("main", { ".github/dataplan.yml": NAMES });
  for (const name of ["data/held", "data:breaking"]) here.shop.makeLabel(name);
  here.standin.faults.next({ route: "issues/add-labels", status: 502, when: "before", times: 9 });
  const number = await open(here);
  await here.settled();
  expect(here.shop.labels(number)).toEqual([]);
  expect(await here.ours(number)).toMatchObject({ checks: [{ conclusion: "failure" }], comments: [expect.anything()] });
  here.standin.faults.clear();
  expect(await look(here, number)).toEqual(["issues/add-labels"]);
  expect(here.shop.labels(number)).toHaveLength(2);
});

test("a dry run labels nothing", async () => {
  const { here, number } = await labelled(dropsColumn, { dryRun: true });
  expect(here.shop.labels(number)).toEqual([]);
  expect(here.log.join("")).toContain(`/repos/acme/shop/issues/${number}/labels`);
});
