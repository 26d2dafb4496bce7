import type { Statement } from "../../model/migration.ts";
import { type Contents, defineRule } from "../../model/rule.ts";
import { lex } from "../../sql/lex.ts";
import { isRepeatable, label, subjectOf } from "./ask/label.ts";

/** Tools that keep a checksum of what ran, and refuse a text that is another one. */
const KEEPS_CHECKSUM = new Set(["flyway", "prisma", "sqlx"]);

const upOf = ({ statements }: Contents): readonly Statement[] =>
  statements.filter(({ direction }) => direction === "up");

/** The text without comments and layout; the body of a function is code as well, and formatters lay it out anew. */
const said = (sql: string): string =>
  lex(sql)
    .map(({ kind, text }) => {
      const body = kind === "string" ? /^(\$\w*\$)([\s\S]*)\1$/.exec(text)?.[2] : undefined;
      return body === undefined ? JSON.stringify([kind, text]) : `$(${said(body)})`;
    })
    .join(" ");

export default defineRule({
  id: "history-edited",
  level: "block",
  on: ["migration.altered", "migration.removed"],
  action: "other",
  verdicts: { data: "unknown", consumer: "unknown", ddl: "broken", meaning: "unknown" },
  owes: ["repair"],
  aliases: ["edited-applied-migration", "checksum", "checksum-mismatch"],
  requirements: [{ row: 217, parts: "X" }],
  docs: {
    title: "A migration that has run already is edited or removed",
    sees: "The way up of a migration that is on the base branch says something else on head, or is gone. A change in comments alone counts where the tool keeps checksums, and is then for review; so is a history that is replaced as a whole.",
    why: "Databases that ran the old text never see the new one: two schemas from one history, and a tool that keeps checksums stops at the next deployment.",
    instead: "Put the migration back as it is on the base branch, and write a new one that makes the change.",
  },
  messages: {
    edited: "Unexpected new text of migration `{migration}`, expected it as it ran from the base branch",
    commented: "Unexpected new checksum of migration `{migration}`, expected even its comments to stay as they ran",
    renumbered: "Unexpected new version `{now}` of migration `{migration}`, expected what has run to keep its version",
    removed: "Unexpected removal of migration `{migration}`, expected what has run to stay in the history",
  },
  *check(change, context) {
    const { before } = change;
    if (isRepeatable(before)) return;
    const report = { subject: subjectOf(before), before: before.hash, data: { migration: label(before) } };
    if (change.kind === "migration.removed") {
      const kept = Object.values(context.base.facts.migration).some(
        ({ root, id }) => root === before.root && id in context.head.facts.migration,
      );
      const level = kept ? {} : ({ level: "review" } as const);
      yield { ...report, ...level, message: "removed", at: before.place, side: "base" };
      return;
    }
    const { after } = change;
    if (before.version !== after.version) {
      const data = { ...report.data, now: label(after) };
      yield { ...report, message: "renumbered", at: after.place, after: after.version, data };
      return;
    }
    if (before.hash === after.hash) return;
    const ran = upOf(context.within(before.id, "base")).map(({ sql }) => said(sql));
    const runs = upOf(context.within(after.id, "head"));
    const edited = runs.find((statement, i) => said(statement.sql) !== ran[i]);
    if (edited !== undefined || runs.length !== ran.length)
      yield { ...report, message: "edited", at: edited?.place ?? after.place, after: after.hash };
    else if (KEEPS_CHECKSUM.has(after.tool))
      yield { ...report, message: "commented", at: after.place, after: after.hash, level: "review" };
  },
});
