import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { scratch, shop } from "./world.ts";

const { folder, remove } = scratch();
afterAll(remove);
const checkout = join(import.meta.dirname, "..", "..");

test("compiled JavaScript runs outside the checkout, as an installed package would", () => {
  const installed = join(folder, "node_modules", "dataplan");
  mkdirSync(installed, { recursive: true });
  const tsc = join(checkout, "node_modules", ".bin", "tsc");
  const built = spawnSync(tsc, ["-p", join(checkout, "tsconfig.build.json"), "--outDir", join(installed, "dist")], {
    encoding: "utf8",
  });
  expect(built.stdout).toBe("");
  expect(built.status).toBe(0);
  const files = readdirSync(join(installed, "dist"), { recursive: true, encoding: "utf8" });
  expect(files.filter((name) => name.endsWith(".ts"))).toEqual([]);

  copyFileSync(join(checkout, "package.json"), join(installed, "package.json"));
  symlinkSync(join(checkout, "node_modules"), join(installed, "node_modules"));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(installed, "dist/cli/main.js"), ...args], { cwd: folder, encoding: "utf8" });
  expect(run("explain", "column-dropped")).toMatchObject({
    status: 0,
    stdout: expect.stringContaining("What it sees"),
  });
  shop(join(folder, "shop"));
  expect(run("review", "--no-probe", "--repo", "shop")).toMatchObject({
    status: 1,
    stdout: expect.stringContaining("column-dropped"),
  });
});
