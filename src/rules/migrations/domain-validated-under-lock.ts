import type { OperationOf } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import { spell, type Subject } from "../../model/subject.ts";
import type { Table } from "../../model/table.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { validateDomain } from "./ways/validate-domain.ts";

/** Spellings under which a column may have the type: with its schema, or without it on the search path. */
const isOf = (type: string | undefined, domain: Subject): boolean => {
  const element = type?.replace(/(?:\[\])+$/, "");
  return element === spell(domain) || element === spell([domain[0], domain.at(-1) ?? ""]);
};

/** Tables that were there before and have a column of the domain. */
const usedBy = (domain: Subject, operation: OperationOf<"other">, context: Context): readonly Table[] =>
  Object.values(context.base.facts.table).filter(
    ({ relation, born, columns }) =>
      relation === "table" &&
      !context.bornHere(born, operation) &&
      Object.values(columns).some(({ type }) => isOf(type, domain)),
  );

export default defineRule({
  id: "domain-validated-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: ["domain-constraint", "add-domain-not-null", "ban-alter-domain-with-add-constraint", "MP043"],
  docs: {
    title: "A domain's new rule is proved on every table that uses it",
    sees: "A migration of this pull request adds a CHECK without NOT VALID, or NOT NULL, to a domain that was there before it. Each existing table that has a column of the domain is a finding; a domain that no table of the history has is for review.",
    why: "The statement names no table, and yet PostgreSQL reads every row of each table with such a column while writes to it wait; a single value that does not keep the rule makes it fail.",
    offers: "The same `CHECK` as `NOT VALID`, and its `VALIDATE` for the next migration.",
    instead: `ALTER DOMAIN public.email ADD CONSTRAINT email_has_at CHECK (VALUE LIKE '%@%') NOT VALID;
-- a later migration
ALTER DOMAIN public.email VALIDATE CONSTRAINT email_has_at;`,
  },
  messages: {
    used: "Unexpected check of every row of `{table}` for a new {what} of domain `{domain}` while writes wait, expected NOT VALID and a later VALIDATE",
    required:
      "Unexpected check of every row of `{table}` for the NOT NULL of domain `{domain}` while writes wait, expected NOT NULL on the columns",
    unknown: "Unexpected {what} of domain `{domain}`, expected to know which tables have a column of it",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other" || operation.node !== "AlterDomainStmt") return;
    const { subject: domain, place: at, detail: what } = operation;
    if ((what !== "check" && what !== "not null") || !touchesExisting(operation, context)) return;
    const tables = usedBy(domain, operation, context);
    const after = `${what} of ${spell(domain)}`;
    for (const { subject } of tables) {
      const data = { table: spell(subject), domain: spell(domain) };
      if (what === "check")
        yield {
          message: "used",
          at,
          subject,
          after,
          data: { ...data, what: "CHECK" },
          ...validateDomain(operation, context),
        };
      else yield { message: "required", at, subject, after, data };
    }
    if (tables.length > 0) return;
    const data = { domain: spell(domain), what: what.toUpperCase() };
    yield { message: "unknown", at, subject: domain, after, data, level: "review", verdicts: { ddl: "unknown" } };
  },
});
