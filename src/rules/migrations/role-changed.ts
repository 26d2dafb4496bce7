import { defineRule } from "../../model/rule.ts";

const STRONG = /superuser|bypassrls|createrole|replication/;

export default defineRule({
  id: "role-changed",
  level: "review",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["superuser-role", "alter-user", "create-role", "RX005", "RG11"],
  docs: {
    title: "A role gets powers over the whole server",
    sees: "A migration of this pull request gives a role SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB or REPLICATION, or sets its password. A role that only logs in and is granted tables is no finding.",
    why: "Such a role reads and changes everything, and no grant or policy holds it; a migration gives it on every server that it meets. A password in a migration is known to everybody who reads the repository, for ever.",
    instead: `CREATE ROLE reporting LOGIN; -- its password is set outside the repository
GRANT SELECT ON public.orders TO reporting;`,
  },
  messages: {
    power: "Unexpected {powers} for role `{role}`, expected a role with no more than its grants",
    password: "Unexpected password of role `{role}` in a migration, expected it to be set outside the repository",
  },
  *check({ after: operation }) {
    if (operation.action !== "other" || operation.direction !== "up") return;
    if (operation.node !== "CreateRoleStmt" && operation.node !== "AlterRoleStmt") return;
    const { subject, place: at, detail = "" } = operation;
    const given = detail.split(", ").filter((one) => one !== "");
    const role = subject.at(-1) ?? "";
    const powers = given.filter((power) => power !== "password");
    if (powers.length > 0)
      yield {
        message: "power",
        at,
        subject,
        after: powers.join(", "),
        data: { powers: powers.join(", ").toUpperCase(), role },
        ...(STRONG.test(detail) ? {} : { level: "notice" }),
      };
    if (given.includes("password")) yield { message: "password", at, subject, after: "password", data: { role } };
  },
});
