import { expect } from "vitest";
import type { Scene } from "../app.ts";

/**
 * What every row ends with: one finished check run on the head, and one comment, both about it (as `simple` answers);
 * nothing asked that GitHub does not describe, and each fault that was prepared was met.
 */
export async function endsRight(here: Scene, number: number): Promise<void> {
  await here.settled();
  const { head } = await here.shop.pullState(number);
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ status: "completed", conclusion: "failure", summary: `for ${head}` }]);
  expect(comments).toEqual([`<!-- dataplan:verdict -->\nAbout ${head}`]);
  expect(here.standin.faults.pending).toEqual([]);
  expect(here.standin.violations).toEqual([]);
}
