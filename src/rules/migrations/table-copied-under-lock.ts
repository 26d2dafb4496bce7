import type { OperationOf } from "../../model/migration.ts";
import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { namesRelation } from "./ask/names-relation.ts";
import { holdsRows } from "./ask/holds-rows.ts";
import { witnessed } from "./ask/witnessed.ts";

const COPIES: Readonly<Record<string, string>> = {
  "VacuumStmt full": "VACUUM FULL",
  ClusterStmt: "CLUSTER",
  AT_SetLogged: "SET LOGGED",
  AT_SetUnLogged: "SET UNLOGGED",
  AT_SetAccessMethod: "SET ACCESS METHOD",
  AT_SetTableSpace: "SET TABLESPACE",
  AT_SetExpression: "SET EXPRESSION",
};

const isEvery = ({ subject }: OperationOf<"other">): boolean => subject[0] === "statement";

export default defineRule({
  id: "table-copied-under-lock",
  level: "block",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "rewrite",
  verdicts: { data: "ok", consumer: "ok", ddl: "broken", meaning: "ok" },
  owes: ["window"],
  scales: true,
  aliases: [
    "vacuum-full",
    "cluster",
    "repack",
    "prefer-repack",
    "banVacuumFull",
    "MP006",
    "MP032",
    "PGM018",
    "PGM021",
    "set-logged-unlogged",
    "set-logged",
    "set-access-method",
    "set-tablespace",
    "MP095",
  ],
  docs: {
    title: "A table is copied whole under an exclusive lock",
    sees: "A migration of this pull request runs VACUUM FULL, CLUSTER, SET LOGGED, SET UNLOGGED, SET ACCESS METHOD, SET TABLESPACE, or SET EXPRESSION of a generated column, on a table that was there before it. Where the embedded engine ran the statement and nothing was copied, it is no finding.",
    why: "Nobody can read or write the table until its last row stands in the new file, and until then the disk holds it twice.",
    instead: `-- a job beside the migrations, while people go on reading and writing
-- pg_repack --table public.events
VACUUM (ANALYZE) public.events; -- makes room for new rows, without the exclusive lock`,
  },
  messages: {
    copied:
      "Unexpected copy of table `{table}` under an exclusive lock by {command}, expected a way that lets people read and write",
    every: "Unexpected copy of every table under an exclusive lock by {command}, expected a job outside the migrations",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "other") return;
    const command = COPIES[operation.node];
    if (command === undefined || !holdsRows(operation, context)) return;
    const { subject, place: at } = operation;
    const report = { at, subject, after: command.toLowerCase() };
    if (isEvery(operation)) {
      yield { ...report, message: "every", data: { command } };
      return;
    }
    const observed = witnessed(operation, context);
    if (observed !== undefined && !namesRelation(observed.rewrote, operation.relation)) return;
    const basis = observed === undefined ? "grammar" : "observed";
    yield { ...report, message: "copied", data: { table: spell(subject), command }, basis };
  },
});
