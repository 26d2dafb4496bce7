import { expect, test } from "vitest";
import { readFrontMatter } from "../../src/readers/plans/front-matter.ts";
import { planWaivers } from "../../src/readers/plans/plan-waivers.ts";

const GOOD = { reason: "agreed with the billing team", owner: "kim", until: "2027-01-31" };
const read = (waivers: unknown) =>
  planWaivers(readFrontMatter(`kind: change-plan\nwaivers: ${JSON.stringify(waivers)}\n`, 1));

test("by fingerprint, or by rule and subject, at the line of the key", () => {
  const one = { rule: "column-dropped", subject: "public.users.x", ...GOOD };
  const { waivers, defects } = read([{ fingerprint: "0123456789ab", ...GOOD }, one]);
  expect(defects).toEqual([]);
  expect(waivers).toEqual([
    { fingerprint: "0123456789ab", ...GOOD, place: { path: "", line: 3 } },
    { ...one, place: { path: "", line: 3 } },
  ]);
});

test.each([
  [[{ fingerprint: "0123", ...GOOD }]],
  [[{ rule: "column-dropped", ...GOOD }]],
  [[{ ...GOOD, fingerprint: "0123456789ab", reason: "because" }]],
  [[{ ...GOOD, fingerprint: "0123456789ab", until: "next year" }]],
  [[{ ...GOOD, fingerprint: "0123456789ab", owner: "" }]],
  [["column-dropped"]],
  ["all"],
])("%j counts for nothing, and the plan says so", (waivers) => {
  expect(read(waivers)).toMatchObject({ waivers: [], defects: [{ part: "waivers", found: "waiver 1" }] });
});

test("no waivers are no defect", () => {
  expect(planWaivers(readFrontMatter("kind: change-plan\n", 1))).toEqual({ waivers: [], defects: [] });
});
