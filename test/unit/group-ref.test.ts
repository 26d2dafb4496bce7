import { expect, test } from "vitest";
import { groupRef } from "../../src/app/group-ref.ts";

const sha = "a".repeat(40);

test.each([
  [`refs/heads/gh-readonly-queue/main/pr-7-${sha}`, { branch: "main", pull: 7, base: sha }],
  [`refs/heads/gh-readonly-queue/release/2.x/pr-1234-${sha}`, { branch: "release/2.x", pull: 1234, base: sha }],
  [`refs/heads/gh-readonly-queue/pr-1-x/pr-2-${sha}`, { branch: "pr-1-x", pull: 2, base: sha }],
])("%s is understood", (ref, expected) => {
  expect(groupRef(ref)).toEqual(expected);
});

test.each([
  "refs/heads/main",
  `refs/heads/gh-readonly-queue/main/pr-0-${sha}`,
  "refs/heads/gh-readonly-queue/main/pr-7-abc",
  `refs/heads/gh-readonly-queue/main/pr-7-${sha}-more`,
  `refs/heads/queue/main/pr-7-${sha}`,
])("%s is any other branch", (ref) => {
  expect(groupRef(ref)).toBeUndefined();
});
