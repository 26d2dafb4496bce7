import { join } from "node:path";
import { expect, test } from "vitest";
import * as kinds from "../src/outline/kinds/index.ts";
import { kindsNotYet } from "./checklist/not-yet.ts";
import { kindPage } from "./checklist/kind-page.ts";
import { readCases } from "./checklist/read-cases.ts";

const root = join(import.meta.dirname, "..");
const cases = readCases(root);
/** A page is a hundred reviews. */
const MINUTES = 300_000;

/** A kind's page stands beside its fixtures and shows them as their authors read the answer. */
test.each(
  Object.values(kinds)
    .filter(({ kind }) => !kindsNotYet.has(kind))
    .map((outline) => [outline.kind, outline] as const),
)(
  "the page of %s",
  async (kind, outline) => {
    const page = await kindPage(outline, cases);
    // A stage that is owed is missed, and a broken section is told.
    expect(page).not.toContain("| nothing |");
    await expect(page).toMatchFileSnapshot(join(root, "fixtures/checklists", kind, "README.md"));
  },
  MINUTES,
);
