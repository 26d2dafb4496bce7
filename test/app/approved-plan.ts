import { dropsColumn } from "./app.ts";

/** A change plan with all that dropping `users.legacy_code` owes, which says of itself that it is approved. */
export const planBy = (owner: string): string => `---
kind: change-plan
title: Drop users.legacy_code
status: approved
owner: "${owner}"
---

## Changes

| Change | Subject | Phase | Migration | Rollback |
|---|---|---|---|---|
| drop column | \`users.legacy_code\` | contract | one statement | add it, copy back |

## Consumers

| Consumer | Owner | Told |
|---|---|---|
| Support desk | @support | 2026-11-03, agreed |

## Migration

1. Release 5.2 stops reading it.
2. Run the migration.

## Rollback

- Trigger: error rate of the users API above 1 % for 10 minutes
- Steps:
  1. Add the column again.
  2. Copy the values back from the backup.
- Owner: @on-call-data
- Data loss: permanent
- Accepted by: Grace Okafor
`;

export const planned = (owner = "@grace"): Record<string, string> => ({
  ...dropsColumn,
  "plans/drop.md": planBy(owner),
});
