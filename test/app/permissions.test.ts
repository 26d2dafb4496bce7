import { expect, test } from "vitest";
import { manifest, open, scene } from "./app.ts";
import { simple } from "./answers.ts";

const without = (name: string, level?: "read") => {
  const { [name]: _, ...rest } = manifest.default_permissions;
  return level === undefined ? rest : { ...rest, [name]: level };
};

test("app.yml asks for nothing but what is used, and listens to nothing that is not answered", () => {
  expect(manifest.default_permissions).toEqual({
    metadata: "read",
    contents: "read",
    checks: "write",
    pull_requests: "write",
    issues: "read",
    merge_queues: "read",
    members: "read",
  });
  expect(manifest.default_events).toEqual([
    "pull_request",
    "issue_comment",
    "check_run",
    "check_suite",
    "merge_group",
    "pull_request_review",
    "push",
    "repository",
  ]);
});

test("without contents nothing can be judged, and the check says that it could not be", async () => {
  const here = await scene({ permissions: without("contents") });
  const number = await open(here);
  await here.settled();
  expect(await here.ours(number)).toMatchObject({ checks: [{ conclusion: "failure", title: "Could not decide" }] });
});

test("with checks to read only there is no check, and the log says why", async () => {
  const here = await scene({ answer: simple, permissions: without("checks", "read") });
  const number = await open(here);
  await here.settled();
  expect((await here.ours(number)).checks).toEqual([]);
  expect(here.log.join("")).toContain("Resource not accessible by integration");
});

test("with pull requests to read only the check stands, though the comment cannot be written", async () => {
  const here = await scene({ answer: simple, permissions: without("pull_requests", "read") });
  const number = await open(here);
  await here.settled();
  expect(await here.ours(number)).toMatchObject({ checks: [{ title: "Blocked" }], comments: [] });
});
