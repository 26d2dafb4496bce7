import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { appId, open, scene } from "./app.ts";

test("an installation brings one run to the default branch, so that its name can be required, and looks at what is open", async () => {
  const here = await scene({ answer: simple });
  here.standin.loseWebhooks(true);
  const number = await open(here);
  await here.standin.idle();
  here.standin.loseWebhooks(false);
  here.standin.announceInstallation();
  await here.settled();
  const { sha } = await here.shop.state.git.readCommit("refs/heads/main");
  const onMain = [...here.shop.state.checkRuns.values()].filter((run) => run.headSha === sha && run.app.id === appId);
  expect(onMain).toMatchObject([
    { name: "dataplan", status: "completed", conclusion: "neutral", title: "Dataplan is installed" },
  ]);
  expect((await here.ours(number)).checks).toMatchObject([{ title: "Blocked" }]);
  expect(here.writes()).toEqual(["checks/create", "checks/create", "issues/create-comment"]);

  here.standin.announceInstallation();
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(here.standin.violations).toEqual([]);
});

test("a repository that is added is met like that, and no other; one that nobody has committed to is left in peace", async () => {
  const here = await scene({ answer: simple });
  const other = here.standin.repository("acme/other");
  await other.push("main", { "README.md": "x\n" });
  here.standin.repository("acme/empty");
  here.standin.announceRepositories("added", "acme/other", "acme/empty");
  await here.settled();
  expect(here.writes()).toEqual(["checks/create"]);
  expect([...other.state.checkRuns.values()]).toMatchObject([{ title: "Dataplan is installed" }]);
  const left = () => here.database.query("SELECT repository::int FROM dataplan.departure");
  here.standin.announceRepositories("removed", "acme/other");
  await here.settled();
  expect(await left()).toEqual([{ repository: other.state.id }]);
  here.standin.announceRepositories("added", "acme/other");
  await here.settled();
  expect(await left()).toEqual([]);
  expect(here.writes()).toEqual([]);
  expect(here.standin.violations).toEqual([]);
});

test("an installation that comes back with many repositories is not asked about all of them", async () => {
  const here = await scene({ answer: simple });
  for (let at = 0; at < 250; at++) here.standin.repository(`acme/more-${at}`);
  const before = here.standin.requests.length;
  here.standin.announceInstallation("unsuspend");
  await here.settled();
  const asked = here.standin.requests.slice(before).map(({ operation }) => operation);
  expect(asked.filter((operation) => operation === "pulls/list")).toHaveLength(200);
  expect(here.writes()).toEqual([]);
  expect(here.log.join("")).toContain("too many repositories");
  expect(here.standin.violations).toEqual([]);
});
