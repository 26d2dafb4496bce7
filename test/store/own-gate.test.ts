import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { startEngine } from "../../src/engine/engine.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";
import { CACHE } from "../engine/ask.ts";

const FOLDER = "schemas/store/migrations";
const root = join(import.meta.dirname, "../..");
const names = readdirSync(join(root, FOLDER)).sort();
const ids = [...new Set(names.map((name) => name.replace(/\.(up|down)\.sql$/, "")))];
const engine = await startEngine({ cacheDir: CACHE });
afterAll(() => engine.close());

/** What `migrate` makes before the first of them. */
const first: readonly (readonly [string, string])[] = [
  [`${FOLDER}/0000_schema.up.sql`, "CREATE SCHEMA dataplan;\n"],
  [`${FOLDER}/0000_schema.down.sql`, "DROP SCHEMA dataplan;\n"],
];

function tree(sha: string, upTo: number): Tree {
  const own = names.filter((name) => ids.slice(0, upTo).some((id) => name.startsWith(`${id}.`)));
  const files = [
    ...first,
    ...own.map((name) => [`${FOLDER}/${name}`, readFileSync(join(root, FOLDER, name), "utf8")] as const),
  ];
  return {
    sha,
    paths: files.map(([path]) => path),
    files: Object.fromEntries(
      files.map(([path, text]) => [path, { path, hash: createHash("sha1").update(text).digest("hex"), text }]),
    ),
    unread: [],
  };
}

describe.each(ids.map((id, at) => [id, at] as const))("our own migration %s", (id, at) => {
  test("passes our own gate, and its way back restores what was there", async () => {
    const config = loadConfig({ path: ".github/dataplan.yml", text: "" }, ruleNames);
    const given = { base: tree("base", at), head: tree("head", at + 1), config, today: "2026-11-21" };
    const { conclusion, findings, gaps, proofs } = await review(given, engine);
    const blocking = findings.filter(({ level }) => level === "block");
    expect(blocking.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
    expect(gaps.filter(({ level }) => level === "block")).toEqual([]);
    expect(proofs.map(({ migration, result }) => [migration.includes(id), result])).toEqual([[true, "exact"]]);
    expect(conclusion).not.toBe("failure");
  });
});
