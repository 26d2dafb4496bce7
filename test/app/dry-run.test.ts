import { expect, test } from "vitest";
import { readSettings } from "../../src/app/settings.ts";
import { settings } from "../standin/client.ts";
import { open, scene } from "./app.ts";

test("a dry run writes nothing, and the log tells what would be written where", async () => {
  const here = await scene({ dryRun: true });
  const number = await open(here);
  await here.settled();
  here.shop.comment(number, "/dataplan help", "acme");
  await here.settled();
  const sent = here.standin.requests
    .filter(({ method }) => method !== "GET")
    .map(({ operation, path }) => operation || path);
  expect(sent.filter((one) => one !== "apps/create-installation-access-token" && !one.startsWith("graphql/"))).toEqual(
    [],
  );
  expect(await here.ours(number)).toEqual({ checks: [], comments: [] });
  const would = here.log
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .filter(({ msg }) => msg === "dry run: this would be written");
  expect(would.map(({ method, path }) => `${String(method)} ${String(path)}`)).toEqual(
    expect.arrayContaining(["POST /repos/acme/shop/check-runs", `POST /repos/acme/shop/issues/${number}/comments`]),
  );
  expect(JSON.stringify(would)).toContain('"conclusion":"failure"');
  expect(JSON.stringify(would)).toContain("legacy_code");
  expect(here.standin.violations).toEqual([]);
});

const environment = { APP_ID: "1", PRIVATE_KEY: settings.privateKey, WEBHOOK_SECRET: "s".repeat(32) };

test.each([
  ["1", true],
  ["true", true],
  ["0", false],
  ["", false],
])("DATAPLAN_DRY_RUN=%s is %s", (DATAPLAN_DRY_RUN, dryRun) => {
  expect(readSettings({ ...environment, DATAPLAN_DRY_RUN }).dryRun).toBe(dryRun);
});

test("a word that nobody understands is no reason to write", () => {
  expect(() => readSettings({ ...environment, DATAPLAN_DRY_RUN: "maybe" })).toThrow("Unexpected DATAPLAN_DRY_RUN");
});
