import { expect, test } from "vitest";
import type { Plan } from "../../src/model/plan.ts";
import reader from "../../src/readers/plans/reader.ts";

const config = { plans: ["plans/**/*.md", "plans/**/*.yaml"] } as never;

const facts = async (text: string, path = "plans/a.md"): Promise<readonly unknown[]> => [
  ...reader.link([{ path, hash: "h", parsed: await reader.parse(text) }], config),
];
const plan = async (text: string): Promise<Plan> => (await facts(text))[0] as Plan;

const FRONT = `---
kind: change-plan
title: Drop legacy_code
status: approved
owner: "@data-platform"
---
`;
const GOOD = `${FRONT}
# Drop legacy_code

## 1. Changes

| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
| drop column | \`public.users.legacy_code\` | contract | archive, then drop | copy back |

## 2. Consumers

| Consumer | Owner | Told |
|---|---|---|
| Revenue dashboard | @bi | 2026-11-02, agreed |

## 3. Migration

1. Copy the values to \`archive.users_legacy_code\`.
2. Drop the column.

## 4. Rollback

- Trigger: error rate of the billing API above 1 % for 10 minutes
- Steps:
  1. Add the column again.
  2. Copy the values back.
- Owner: @data-platform
- Data loss: recoverable
- Restore from: \`archive.users_legacy_code\`
`;

test("reads a change plan whole, and finds nothing wrong with it", async () => {
  const read = await plan(GOOD);
  expect(read.defects).toEqual([]);
  expect(read).toMatchObject({
    id: "plans/a.md",
    planKind: "change-plan",
    title: "Drop legacy_code",
    status: "approved",
    owner: "@data-platform",
    hash: "h",
    entries: [
      {
        action: "drop",
        names: ["public", "users", "legacy_code"],
        phase: "contract",
        migration: { text: "archive, then drop" },
        place: { path: "plans/a.md", line: 14 },
      },
    ],
    consumers: [{ consumer: "Revenue dashboard", owner: "@bi" }],
    rollback: {
      trigger: { threshold: { text: "above 1 %" }, window: { text: "10 minutes" } },
      steps: [{ text: "Add the column again." }, { text: "Copy the values back." }],
      owner: { text: "@data-platform" },
      dataLoss: { class: "recoverable" },
      restoreFrom: { text: "archive.users_legacy_code" },
    },
  });
  expect(read.rollback?.trigger?.metric?.text).toBe("error rate of the billing API");
});
