import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { dataplan, scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);

test("asks the embedded engine, keeps its prepared data in the cache folder, and ends", () => {
  const repo = join(folder, "shop");
  shop(repo);
  const cache = join(folder, "cache");
  const run = (...args: string[]) => dataplan(["review", "--format", "json", ...args], repo, { XDG_CACHE_HOME: cache });
  const { code, out, err } = run();
  expect(err).not.toContain("bug");
  expect(code).toBe(1);
  const verdict = JSON.parse(out) as { proofs: object[]; findings: { rule: string; basis: string }[] };
  expect(verdict.proofs).toEqual([
    expect.objectContaining({ migration: expect.stringContaining("0002_drop"), result: "exact" }),
  ]);
  expect(readdirSync(join(cache, "dataplan")).length).toBeGreaterThan(0);

  const untouched = join(folder, "untouched");
  expect(dataplan(["review", "--no-probe"], repo, { XDG_CACHE_HOME: untouched }).code).toBe(1);
  expect(existsSync(untouched)).toBe(false);
}, 180_000);
