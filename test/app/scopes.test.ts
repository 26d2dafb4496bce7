import { expect, test } from "vitest";
import { permissionsFor } from "../../src/app/scope.ts";
import { simple } from "./answers.ts";
import { planned } from "./approved-plan.ts";
import { dropsColumn, manifest, open, type Scene, scene } from "./app.ts";

const patiently = { timeout: 60_000 };
const WAIVE = '/dataplan waive column-dropped public.users.legacy_code reason="it was never filled" until=2026-12-31';

/** Every token that was used, as what it may and where, with the operations that it was used for. */
function tokensOf({ standin, shop }: Scene): Readonly<Record<string, ReadonlySet<string>>> {
  const used: Record<string, Set<string>> = {};
  for (const { token, operation } of standin.requests) {
    if (token === undefined) continue;
    const { metadata: _, ...permissions } = token.permissions;
    const may = Object.entries(permissions).map(([name, level]) => (level === "write" ? `${name}!` : name));
    const where = token.repositoryIds?.map((id) => (id === shop.state.id ? "shop" : `another (${id})`)) ?? ["all"];
    (used[`${where.join(", ")}: ${may.toSorted().join(" ")}`] ??= new Set()).add(operation);
  }
  return used;
}

const tokensAsked = ({ standin }: Scene) =>
  standin.requests.filter(({ operation }) => operation === "apps/create-installation-access-token");

const conclusion = async (here: Scene, number: number) => {
  await here.settled();
  expect(here.standin.violations).toEqual([]);
  return (await here.ours(number)).checks[0]?.conclusion;
};

test(
  "work holds a token for its own repository and what it needs; across repositories there is only reading",
  patiently,
  async () => {
    const here = await scene({ private: true, permissions: { ...manifest.default_permissions, issues: "write" } });
    const { standin, shop } = here;
    await standin.repository("acme/.github", { private: true }).push("main", { "dataplan.yml": "mode: enforce\n" });
    await standin.repository("acme/other", { private: true }).push("main", { "a.txt": "a\n" });
    standin.setTeam("acme/data", ["lin"]);
    for (const login of ["ada", "lin"]) shop.setCollaborator(login, "write");
    await shop.push("main", {
      ".github/dataplan.yml": 'commands: { waive: ["@acme/data"] }\nlabels: { blocked: held }\n',
    });
    shop.queue.require("main");
    const number = await open(here);
    expect(await conclusion(here, number)).toBe("failure");
    here.later(2);
    shop.comment(number, WAIVE, "lin");
    expect(await conclusion(here, number)).toBe("success");
    shop.comment(number, "/dataplan doctor", "lin");
    await here.settled();
    await shop.queue.add(number);
    await here.settled();
    await here.app.round("unanswered-pulls", new Date(Date.now() + 3_600_000));
    await here.settled();
    const used = tokensOf(here);
    expect(Object.keys(used).toSorted()).toEqual([
      "all: checks pull_requests",
      "all: contents",
      "shop: checks! contents pull_requests!",
      "shop: contents issues! pull_requests!",
      "shop: issues! pull_requests!",
      "shop: members",
    ]);
    expect([...(used["all: contents"] ?? [])]).toEqual(["repos/get-content"]);
    expect([...(used["shop: issues! pull_requests!"] ?? [])].toSorted()).toEqual([
      "issues/add-labels",
      "issues/remove-label",
    ]);
    expect([...(used["shop: members"] ?? [])]).toEqual(["teams/get-membership-for-user-in-org"]);
    expect([...(used["all: checks pull_requests"] ?? [])]).toContain("apps/list-repos-accessible-to-installation");
    expect([...(used["shop: contents issues! pull_requests!"] ?? [])]).toContain("reactions/create-for-issue-comment");
    expect(tokensAsked(here).map(({ status }) => status)).toEqual([201, 201, 201, 201, 201, 201]);
  },
);

test("a floor in a private repository is read where the installation may, by work on another one", async () => {
  const here = await scene();
  const floors = here.standin.repository("acme/.github", { private: true });
  await floors.push("main", { "dataplan.yml": "enforced: [mode]\nmode: enforce\n" });
  await here.shop.push("main", { ".github/dataplan.yml": "mode: audit\n" });
  expect(await conclusion(here, await open(here))).toBe("failure");
});

test("what was not granted is not asked for", async () => {
  const { members: _, merge_queues: __, ...permissions } = manifest.default_permissions;
  const here = await scene({ permissions });
  expect(await conclusion(here, await open(here, planned()))).toBe("success");
  expect(tokensAsked(here).map(({ status }) => status)).toEqual([201, 201]);
  const at = { installation: 1, repository: 1 };
  expect(permissionsFor({ ...at, work: "command" }, { contents: "write", issues: "read", actions: "write" })).toEqual({
    metadata: "read",
    contents: "read",
    issues: "read",
  });
  expect(permissionsFor({ ...at, work: "team" }, {})).toEqual({ metadata: "read" });
});

test("permissions that are taken back are missed at the next token, and no more is asked for than is left", async () => {
  const here = await scene({ answer: simple, permissions: { ...manifest.default_permissions, issues: "write" } });
  const number = await open(here);
  await here.settled();
  here.standin.calamities.grant(manifest.default_permissions);
  const comment = here.shop.comment(number, "/dataplan help", "acme");
  await here.settled();
  expect(tokensAsked(here).map(({ status }) => status)).toEqual([201, 422, 201]);
  expect(comment.reactions).toEqual([]);
  expect((await here.ours(number)).comments.join("")).toContain("dataplan:reply");
});

test("a repository that is taken out of the installation is gone for us, and that is all", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  await here.restart();
  here.standin.calamities.take("acme/shop");
  here.writes();
  await here.shop.closePullRequest(number);
  await here.shop.reopenPullRequest(number);
  await here.settled();
  expect(here.writes()).toEqual([]);
  expect(here.log.join("")).toContain("gone, or no longer ours to see");
});

test("a token that GitHub does not know everywhere yet, or not what it may do, is tried again", async () => {
  const here = await scene({ answer: simple });
  here.standin.faults.next({ route: "checks/list-for-ref", status: 401, message: "Bad credentials" });
  here.standin.faults.next({ route: "checks/create", status: 403, message: "Resource not accessible by integration" });
  const number = await open(here);
  expect(await conclusion(here, number)).toBe("failure");
  expect((await here.ours(number)).checks).toMatchObject([{ title: "Blocked" }]);
  expect(here.standin.faults.pending).toEqual([]);
  expect(tokensAsked(here)).toHaveLength(1);
});

test("one that has ended is replaced in the middle of its work", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  here.standin.expireTokens();
  await here.shop.push("topic", { ...dropsColumn, "b.txt": "b\n" });
  expect(await conclusion(here, number)).toBe("failure");
  expect(here.log.join("")).not.toContain("asking again later");
  expect(tokensAsked(here)).toHaveLength(2);
});
