import type { Operation, OperationOf } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { spell, subjectKey } from "../../model/subject.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

const sameAccess = (operation: Operation, other: OperationOf<"access-changed">): boolean =>
  operation.action === "access-changed" &&
  operation.migration === other.migration &&
  operation.direction === other.direction &&
  operation.granted === other.granted &&
  operation.roles.join() === other.roles.join() &&
  subjectKey(operation.relation) === subjectKey(other.relation);

export default defineRule({
  id: "access-changed",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: [
    "revoke",
    "privilege-drift",
    "grant-widening",
    "grant-public",
    "with-grant-option",
    "overbroad-grant",
    "MP073",
    "MP085",
    "MP091",
  ],
  docs: {
    title: "Somebody else may use a table, or somebody no longer may",
    sees: "A migration of this pull request grants or revokes privileges on a table or view that was there before it; once for each table and role. Granted to everybody (PUBLIC) or with the right to pass it on, or taken from a role, it is for review.",
    why: "Who may read a table is decided by people who do not read migrations: a grant opens data quietly, a revoke stops a reader that nobody asked.",
    instead: `-- to the role that needs it, and no more than it needs
GRANT SELECT ON public.orders TO reporting;`,
  },
  messages: {
    granted: "Unexpected grant of {privileges} on `{table}` to `{roles}`, expected a review of who may use it",
    revoked: "Unexpected revoke of {privileges} on `{table}` from `{roles}`, expected nobody to need it any more",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "access-changed" || !touchesExisting(operation, context)) return;
    const { subject, place: at, granted, grantOption } = operation;
    const first = context.changes.find(
      (change) => change.kind === "operation.added" && sameAccess(change.after, operation),
    );
    if (first?.kind === "operation.added" && first.after.id !== operation.id) return;
    const isPublic = operation.roles.includes("PUBLIC");
    const privileges = operation.privileges.join(", ").toUpperCase() || "everything";
    const roles = operation.roles.join(", ");
    // PUBLIC has no right on a table unless somebody gave it: to take it away is usually a precaution.
    const level = granted ? isPublic || grantOption : !isPublic;
    yield {
      message: granted ? "granted" : "revoked",
      at,
      subject,
      after: `${granted ? "grant" : "revoke"} ${roles}`,
      data: { privileges, table: spell(subject), roles },
      ...(level ? { level: "review" } : {}),
    };
  },
});
