import { expect, test } from "vitest";
import { Judge, operations } from "./judge.ts";
import { table } from "./access.ts";

const judge = new Judge();
const operation = (id: string): (typeof operations)[number] => {
  const found = operations.find((it) => it.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const none = new URLSearchParams();

test("a request body is closed: a typing error is not ignored as GitHub would", () => {
  const body = { name: "x", head_sha: "y", ouput: {} };
  expect(judge.request(operation("checks/create"), { owner: "o", repo: "r" }, none, body)).toEqual([
    'body must NOT have additional properties ("ouput")',
  ]);
});

test("limits of the description hold", () => {
  const annotation = { path: "a", start_line: 1, end_line: 1, annotation_level: "notice", message: "m" };
  const output = { title: "t", summary: "s".repeat(65_536), annotations: Array.from({ length: 51 }, () => annotation) };
  const action = { label: "l", description: "d", identifier: "i" };
  const body = {
    name: "x",
    head_sha: "y",
    output,
    actions: [action, action, { ...action, label: "l".repeat(21) }, action],
  };
  expect(judge.request(operation("checks/create"), { owner: "o", repo: "r" }, none, body)).toEqual([
    "body/output/summary must NOT have more than 65535 characters",
    "body/output/annotations must NOT have more than 50 items",
    "body/actions must NOT have more than 3 items",
    "body/actions/2/label must NOT have more than 20 characters",
  ]);
});

test("parameters are judged by name and type", () => {
  const params = { owner: "o", repo: "r", pull_number: "seven" };
  expect(judge.request(operation("pulls/get"), params, new URLSearchParams("expand=all"), undefined)).toEqual([
    "pull_number must be integer",
    "unknown query parameter expand",
  ]);
});

test("an answer that lacks what GitHub always sends is caught", () => {
  const errors = judge.answer(operation("git/get-tree"), 200, { sha: "x", tree: [] });
  expect(errors).toEqual(["answer must have required property 'truncated'"]);
  expect(judge.answer(operation("git/get-tree"), 202, {})).toEqual(["git/get-tree does not answer 202"]);
});

test("a webhook is judged by its event and action", () => {
  expect(judge.webhook("pull_request", { action: "opened" })).toContain("payload must have required property 'number'");
  expect(judge.webhook("pull_request", { action: "sneezed" })).toEqual([
    "no webhook pull-request-sneezed in the description",
  ]);
});

test("every operation has a row in the table of permissions", () => {
  const unruled = operations.map(({ id }) => id).filter((id) => !table.jwt.includes(id) && !(id in table.token));
  expect(unruled).toEqual([]);
});
