import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { roleOf } from "../../src/app/role-of.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => nock.cleanAll());

const asked = (role_name: string, permission: string, user: object | null) => {
  nock(api).get("/repos/o/r/collaborators/grace/permission").reply(200, { role_name, permission, user });
  const target = { installation: 1, repository: 2, owner: "o", name: "r" };
  return roleOf(lonely().octokit, target, { login: "grace", id: 7 });
};

test("the role is the finer name, or the class that a role of one's own is folded into", async () => {
  expect(await asked("maintain", "write", { id: 7, type: "User" })).toBe("maintain");
  expect(await asked("triage", "read", { id: 7, type: "User" })).toBe("triage");
  expect(await asked("release-captain", "write", { id: 7, type: "User" })).toBe("write");
});

test("a bot, nobody, and another account that took the login since have none", async () => {
  expect(await asked("admin", "admin", { id: 7, type: "Bot" })).toBe("none");
  expect(await asked("admin", "admin", null)).toBe("none");
  expect(await asked("admin", "admin", { id: 8, type: "User" })).toBe("none");
  expect(await asked("none", "none", { id: 7, type: "User" })).toBe("none");
});
