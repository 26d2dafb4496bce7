import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";

const main = join(import.meta.dirname, "../../src/cli/main.ts");

function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "dataplan-validate-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const validate = (cwd: string, ...args: string[]) =>
  new Promise<{ readonly code: number; readonly out: string; readonly err: string }>((resolve) => {
    const child = execFile(process.execPath, [main, "validate", ...args], { cwd }, (_, out, err) =>
      resolve({ code: child.exitCode ?? -1, out, err }),
    );
  });

test("a configuration without a mistake passes, by its usual place or by name", async () => {
  const folder = folderWith({ ".github/dataplan.yml": "mode: audit\n", "other.yml": "comment: off\n" });
  expect(await validate(folder)).toEqual({ code: 0, out: ".github/dataplan.yml holds no mistake\n", err: "" });
  expect((await validate(folder, "other.yml")).code).toBe(0);
});

test("every mistake is told at its line, and as data", async () => {
  const folder = folderWith({ "broken.yml": "mode: audit\nrules:\n  table-droped: off\nplans: ['!a']\n" });
  const { code, out } = await validate(folder, "broken.yml");
  expect(code).toBe(2);
  expect(out).toMatch(/^broken\.yml:3:\d+: .*expected `table-dropped` \(did you mean that\?\)$/m);
  expect(out).toMatch(/^broken\.yml:4:\d+: /m);
  const asData = JSON.parse((await validate(folder, "broken.yml", "--json")).out) as { readonly errors: unknown[] };
  expect(asData.errors).toHaveLength(2);
});

test("a floor is held to what a floor may say", async () => {
  const folder = folderWith({ "dataplan.yml": "enforced: [mode]\nmode: enforce\n" });
  expect((await validate(folder, "dataplan.yml", "--floor")).code).toBe(0);
  const { code, out } = await validate(folder, "dataplan.yml");
  expect(code).toBe(2);
  expect(out).toContain("`enforced`");
});

test("a file that is not there ends with what to do", async () => {
  const { code, err } = await validate(folderWith({}));
  expect(code).toBe(2);
  expect(err).toContain(".github/dataplan.yml cannot be read");
  expect(err).toContain("dataplan validate FILE");
});
