import type { Migration, Operation } from "../../model/migration.ts";
import { type Context, defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell } from "../../model/subject.ts";
import { lex } from "../../sql/lex.ts";
import { blockingLock } from "./ask/blocking-lock.ts";
import { label, subjectOf } from "./ask/label.ts";
import { touchesExisting } from "./ask/touches-existing.ts";
import { statementsUp, wayUp } from "./ask/way-up.ts";

/** Does it lock a table that was there before against everybody? */
const locksAll = (operation: Operation, context: Context): boolean =>
  operation.relation[0] === "table" &&
  touchesExisting(operation, context) &&
  blockingLock(operation, context)?.whom === "everybody";

const SET =
  /^(?:set (?:local |session )?lock_timeout (?:= |to )?|select (?:pg_catalog \. )?set_config \( 'lock_timeout' , )'?(?<value>\w+)/;
const OF_ROLE = /^alter (?:role|user|database)\b.*\bset lock_timeout\b/;

const words = (sql: string): string =>
  /lock_timeout/i.test(sql)
    ? lex(sql)
        .map(({ text }) => text)
        .join(" ")
    : "";

const isOfRole = ({ facts }: Snapshot): boolean =>
  Object.values(facts.statement).some(({ direction, sql }) => direction === "up" && OF_ROLE.test(words(sql)));

/** Three of the ten migrations before it set one: then one that does not stands out. A rule with a level of its own asks it of all. */
function isUsual(migration: Migration, context: Context): boolean {
  if (context.config.rules["lock-timeout-missing"] !== undefined) return true;
  const before = Object.values(context.base.facts.migration)
    .filter(({ root, order }) => root === migration.root && order < migration.order)
    .sort((a, b) => b.order - a.order)
    .slice(0, 10);
  const set = before.filter(({ id }) =>
    context.within(id, "base").statements.some(({ direction, sql }) => direction === "up" && SET.test(words(sql))),
  );
  return set.length >= 3;
}

export default defineRule({
  id: "lock-timeout-missing",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["require-lock-timeout", "lock-timeout-zero", "lock-timeout-after-ddl", "require-timeout", "MP004", "E9"],
  docs: {
    title: "A lock on everybody may be waited for without end",
    sees: "A migration of this pull request takes an ACCESS EXCLUSIVE lock on a table that was there before it, and no lock_timeout is set before: not in the file, and not by ALTER ROLE or ALTER DATABASE in the history. Where it is set too late, or to 0, that is told always; where it is not set, only beside at least three of the ten migrations before it that set one, or where the configuration gives this rule a level. Once a migration. `lock_timeout_set: true` in the configuration says that the tool or the role sets it.",
    why: "While the statement waits for one long query, every other query on the table waits behind it: the site stands still although nothing has changed yet.",
    instead: `SET lock_timeout = '2s'; -- and run the migration again when it gives up
ALTER TABLE public.orders ADD COLUMN note text;`,
  },
  messages: {
    missing: "Unexpected lock on `{table}` without a limit to the wait for it, expected lock_timeout to be set before",
    late: "Unexpected lock_timeout after the lock on `{table}`, expected it before",
    zero: "Unexpected lock_timeout of 0, which waits without end for the lock on `{table}`, expected a limit",
  },
  *check({ after: migration }, context) {
    if (context.config.lockTimeoutSet) return;
    const { head } = context;
    const locking = wayUp(migration.id, context).find((operation) => locksAll(operation, context));
    if (locking === undefined) return;
    const at = head.facts.statement[locking.statement]?.index ?? 0;
    const settings = statementsUp(migration.id, context).flatMap((statement) => {
      const value = SET.exec(words(statement.sql))?.groups?.["value"];
      return value === undefined ? [] : [{ statement, value }];
    });
    const before = settings.filter(({ statement }) => statement.index < at).at(-1);
    if (before !== undefined && !/^0(?:ms|s|min|h|d)?$/.test(before.value)) return;
    if (isOfRole(head)) return;
    const [later] = settings;
    const basis = blockingLock(locking, context)?.basis ?? "grammar";
    const report = {
      basis,
      subject: subjectOf(migration),
      data: { table: spell(locking.relation), migration: label(migration) },
    };
    if (before !== undefined) yield { ...report, message: "zero", at: before.statement.place };
    else if (later !== undefined) yield { ...report, message: "late", at: later.statement.place };
    else if (isUsual(migration, context)) yield { ...report, message: "missing", at: locking.place };
  },
});
