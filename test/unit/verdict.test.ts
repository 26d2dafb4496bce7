import { describe, expect, test } from "vitest";
import type { Waiver } from "../../src/model/config.ts";
import type { Finding } from "../../src/model/finding.ts";
import type { Obligation } from "../../src/model/obligation.ts";
import type { JudgedGap } from "../../src/model/verdict.ts";
import { decide } from "../../src/verdict/decide.ts";
import { phrase } from "../../src/verdict/judge.ts";
import { waive } from "../../src/verdict/waive.ts";

const finding = (fields: Partial<Finding> = {}): Finding => ({
  rule: "column-dropped",
  level: "block",
  subject: "public.users.legacy_code",
  subjectPath: ["table", "public", "users", "legacy_code"],
  fingerprint: "0123456789ab",
  message: "Unexpected drop",
  words: { template: "Unexpected drop", data: {} },
  place: { path: "m/up.sql", line: 1, side: "head" },
  verdicts: { data: "broken", consumer: "broken", ddl: "ok", meaning: "ok" },
  basis: "grammar",
  readers: [],
  owes: ["rollback"],
  ...fields,
});
const owed = (fields: Partial<Obligation> = {}): Obligation => ({
  fingerprint: "0123456789ab",
  kind: "rollback",
  met: false,
  by: null,
  remedy: "write one",
  person: false,
  ...fields,
});
const gap: JudgedGap = {
  reader: "migrations",
  key: "statement-unread",
  level: "block",
  place: { path: "m/up.sql", line: 1 },
  reason: "syntax error",
};

describe("the conclusion", () => {
  const touched = ["m/up.sql"];
  test.each([
    ["nothing of ours is touched", [], [], [], [], "neutral"],
    ["nothing is owed", [], [], [], touched, "success"],
    ["a finding below block never holds a merge", [finding({ level: "review", owes: [] })], [], [], touched, "success"],
    ["an unmet obligation blocks", [finding()], [owed()], [], touched, "failure"],
    ["a met one opens", [finding()], [owed({ met: true })], [], touched, "success"],
    ["one of two is not enough", [finding()], [owed({ met: true }), owed({ kind: "archive" })], [], touched, "failure"],
    ["only a person's act is left", [finding()], [owed({ person: true })], [], touched, "action_required"],
    [
      "a person's act beside a missing thing is still a failure",
      [finding()],
      [owed({ person: true }), owed({ kind: "archive" })],
      [],
      touched,
      "failure",
    ],
    ["a block that owes nothing nameable stays a block", [finding({ owes: [] })], [], [], touched, "failure"],
    ["an opaque statement blocks", [], [], [gap], touched, "failure"],
    [
      "an opaque statement beside a person's act is a failure",
      [finding()],
      [owed({ person: true })],
      [gap],
      touched,
      "failure",
    ],
  ] as const)("%s", (_, findings, obligations, gaps, files, conclusion) => {
    expect(decide(findings, obligations, gaps, files, "enforce").conclusion).toBe(conclusion);
  });
  test("audit never blocks and says what it would have done", () => {
    const decision = decide([finding()], [owed()], [], touched, "audit");
    expect(decision.conclusion).toBe("neutral");
    expect(decision.summary).toContain("It would have blocked: 1 change owes a way back");
  });
});

describe("a waiver", () => {
  const place = { path: ".github/dataplan.yml", line: 2 };
  const waiver = (fields: Partial<Waiver>): Waiver => ({
    reason: "agreed with all",
    owner: "kim",
    until: "2026-12-31",
    place,
    ...fields,
  });
  test.each([
    [{ fingerprint: "0123456789ab" }, 0],
    [{ fingerprint: "ba9876543210" }, 1],
    [{ rule: "column-dropped", subject: "public.users.legacy_code" }, 0],
    [{ rule: "column-dropped", subject: "public.users.other" }, 1],
    [{ fingerprint: "0123456789ab", until: "2026-11-21" }, 0],
    [{ fingerprint: "0123456789ab", until: "2026-11-20" }, 1],
  ])("%j leaves %i open", (fields, open) => {
    const result = waive([finding()], [waiver(fields)], [], "2026-11-21");
    expect(result.open).toHaveLength(open);
    expect(result.waived).toHaveLength(1 - open);
  });
});

test("a message whose slot is not filled is our own mistake", () => {
  expect(phrase("Unexpected `{a}`", { a: "x" })).toBe("Unexpected `x`");
  expect(() => phrase("Unexpected `{a}`", {})).toThrow("{a}");
});
