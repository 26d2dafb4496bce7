import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { besides, copyCause, isPlacedByRebuild } from "./ask/mysql-copies.ts";
import { touchesExisting } from "./ask/touches-existing.ts";

export default defineRule({
  id: "table-copied",
  level: "review",
  on: ["operation.added"],
  engines: ["mysql", "mariadb"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: [],
  aliases: [
    "copy-algorithm",
    "copy_algorithm",
    "lock_option",
    "online_migration",
    "MY110",
    "MY111",
    "MY112",
    "column-position",
    "enum-set-storage",
    "expression-default",
  ],
  requirements: [{ row: 220, parts: "X" }],
  docs: {
    title: "MySQL copies a table while nobody can write",
    sees: "A migration of this pull request asks for ALGORITHM=COPY or for a lock, or holds an action that InnoDB can only do by copying the table: another type, another character set or engine, a stored generated column, a default that is worked out, a checked foreign key, a drop of the primary key, values of an enum or set that are taken out, reordered or put in the middle. A varchar is taken to be utf8mb4. Before MySQL 8.0.29 (`mysql_version`), a new column with a place among the others too. Of MariaDB, only what the statement asks for itself.",
    why: "Every write to the table waits until the last row is copied, replicas fall behind by as long, and it needs as much disk again.",
    instead: `-- say what you expect: MySQL refuses rather than copies
ALTER TABLE orders ADD COLUMN note varchar(50), ALGORITHM=INSTANT;
-- where only a copy will do, let gh-ost or pt-online-schema-change make it beside the table
-- gh-ost --alter "MODIFY total bigint NOT NULL" --table orders --execute`,
  },
  messages: {
    asked: "Unexpected `{asked}` on table `{table}`, expected a change in place while writes go on",
    caused: "Unexpected copy of table `{table}` while writes wait, for {cause}, expected a change in place",
    placed: "Unexpected rebuild of table `{table}` to place column `{column}`, expected it last before MySQL 8.0.29",
  },
  *check({ after: plan }, context) {
    if (plan.action !== "alter-planned" || !touchesExisting(plan, context)) return;
    const { relation: subject, place: at, algorithm, lock } = plan;
    const report = { at, subject };
    const table = spell(subject);
    const asked =
      algorithm === "copy"
        ? "ALGORITHM=COPY"
        : lock === "shared" || lock === "exclusive"
          ? `LOCK=${lock.toUpperCase()}`
          : undefined;
    if (asked !== undefined) {
      yield { ...report, message: "asked", after: asked, data: { asked, table } };
      return;
    }
    // MySQL refuses what it cannot do as it is asked to; MariaDB does other things in place.
    if (algorithm === "inplace" || algorithm === "instant" || algorithm === "nocopy") return;
    if (context.engine(plan.migration) === "mariadb") return;
    const all = besides(plan, context).filter(({ relation }) => spell(relation) === table);
    const cause =
      plan.settings[0] ?? all.map((operation) => copyCause(operation, plan, all)).find((one) => one !== undefined);
    if (cause !== undefined) yield { ...report, message: "caused", after: cause, data: { table, cause } };
    else if (isPlacedByRebuild(plan, context)) {
      const column = plan.placed[0] ?? "";
      yield { ...report, message: "placed", after: `placed ${column}`, data: { table, column } };
    }
  },
});
