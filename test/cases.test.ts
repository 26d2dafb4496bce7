import { existsSync, globSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { Ajv } from "ajv";
import { afterAll, describe, expect, test } from "vitest";
import { loadConfig } from "../src/config/load.ts";
import { startEngine } from "../src/engine/engine.ts";
import type { Finding } from "../src/model/finding.ts";
import type { Engine } from "../src/ports.ts";
import { review } from "../src/review.ts";
import { ruleNames } from "../src/rules.ts";
import { renderCase } from "../src/render/case.ts";
import { verdictSchema } from "../src/verdict/schema.ts";
import { readExpected, type Expected } from "./case/expected.ts";
import { treeOf } from "./case/files.ts";

const root = join(import.meta.dirname, "..");
const cases = globSync("fixtures/{rules,obligations,gaps}/*/*/expected.yml", { cwd: root })
  .map((path) => dirname(path))
  .sort();

let engine: Promise<Engine> | undefined;
afterAll(async () => (await engine)?.close());
const startedEngine = (): Promise<Engine> =>
  (engine ??= startEngine({ cacheDir: join(tmpdir(), "dataplan-test-cache") }));

/** What the published schema promises, every verdict keeps; strict, so that the schema itself has no slip. */
const keepsItsSchema = new Ajv({ allErrors: true, strictRequired: false }).compile(verdictSchema);

const at = (finding: Finding): string =>
  `${finding.rule} ${finding.place.path}:${finding.place.line} ${finding.subject}`;

const reader = ({ kind, name, owner }: Finding["readers"][number]): string =>
  `${kind} ${name}${owner === undefined ? "" : ` (${owner})`}`;

function judge(expected: Expected, rule: string | undefined, findings: readonly Finding[]): void {
  const own = findings.filter(
    (finding) =>
      rule === undefined || finding.rule === rule || expected.findings?.some((wanted) => wanted.rule === finding.rule),
  );
  const wanted = (expected.findings ?? []).map(
    ({ rule: id, path, line, subject }) => `${id} ${path}:${line} ${subject}`,
  );
  if (rule !== undefined || expected.findings !== undefined) expect(own.map(at).sort()).toEqual(wanted.sort());
  for (const one of expected.findings ?? []) {
    const found = own.find((finding) => at(finding) === `${one.rule} ${one.path}:${one.line} ${one.subject}`);
    if (one.level !== undefined) expect(found?.level).toBe(one.level);
    if (one.side !== undefined) expect(found?.place.side).toBe(one.side);
    if (one.verdicts !== undefined) expect(found?.verdicts).toMatchObject(one.verdicts);
    if (one.message !== undefined) expect(found?.message).toContain(one.message);
    if (one.readers !== undefined) expect(found?.readers.map(reader)).toEqual(one.readers);
  }
}

describe.each(cases)("%s", (folder) => {
  test("finds what a person wrote down", async () => {
    const full = join(root, folder);
    const expected = readExpected(join(full, "expected.yml"));
    const subjectFolder = basename(dirname(full));
    const isRule = folder.startsWith(join("fixtures", "rules"));
    const base = treeOf("base", join(full, "both"), join(full, "base"));
    const head = treeOf("head", join(full, "both"), join(full, "head"));
    expect(existsSync(join(full, "head")) || existsSync(join(full, "base"))).toBe(true);
    const input = {
      base,
      head,
      config: loadConfig(base.files[".github/dataplan.yml"], ruleNames),
      headConfig: loadConfig(head.files[".github/dataplan.yml"], ruleNames),
      today: expected.today ?? "2026-11-21",
      firstSeen: expected.firstSeen ?? {},
    };
    const verdict = await review(input, expected.probe === true ? await startedEngine() : undefined);

    const document: unknown = JSON.parse(JSON.stringify(verdict));
    expect(keepsItsSchema(document), JSON.stringify(keepsItsSchema.errors)).toBe(true);
    await expect(
      renderCase(
        { name: basename(full), why: expected.why, ...(isRule ? { rule: subjectFolder } : {}) },
        verdict,
        (path, side) => (side === "base" ? base : head).files[path]?.text,
      ),
    ).toMatchFileSnapshot(join(full, "expected.md"));
    if (basename(full).startsWith("ok-"))
      expect(verdict.findings.filter(({ rule }) => rule === subjectFolder).map(at)).toEqual([]);
    judge(expected, isRule ? subjectFolder : undefined, verdict.findings);
    if (expected.conclusion !== undefined) expect(verdict.conclusion, verdict.summary).toBe(expected.conclusion);
    for (const { kind, met, rule } of expected.obligations ?? []) {
      const prints = verdict.findings
        .filter((finding) => rule === undefined || finding.rule === rule)
        .map(({ fingerprint }) => fingerprint);
      const owed = verdict.obligations.filter((one) => one.kind === kind && prints.includes(one.fingerprint));
      expect(
        owed.map((one) => one.met),
        `${kind} ${JSON.stringify(owed)}`,
      ).toContain(met);
    }
    for (const gap of expected.gaps ?? [])
      expect(verdict.gaps).toContainEqual(
        expect.objectContaining({
          key: gap.key,
          ...(gap.level && { level: gap.level }),
          ...(gap.path && { place: expect.objectContaining({ path: gap.path }) }),
        }),
      );
    if (expected.proofs !== undefined)
      expect(verdict.proofs.map(({ result }) => ({ result }))).toEqual(expected.proofs);
    for (const note of expected.notes ?? []) expect(verdict.notes.join("\n")).toContain(note);
    if (expected.probe === true) {
      const unprobed = await review(input);
      const prints = new Set(unprobed.findings.map(({ fingerprint }) => fingerprint));
      for (const one of verdict.findings.filter(({ basis }) => basis === "grammar"))
        expect(prints, at(one)).toContain(one.fingerprint);
    }
  });
});
