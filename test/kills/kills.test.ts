import { expect, test } from "vitest";
import { kills } from "./kills.ts";

test("killed four times while people are busy, nothing is lost, doubled or stuck", { timeout: 300_000 }, async () => {
  const { runs, leftOver } = await kills({ runs: 4, seed: 7 });
  expect([...runs.flatMap(({ wrong }) => wrong), ...leftOver]).toEqual([]);
  expect(runs).toHaveLength(4);
});
