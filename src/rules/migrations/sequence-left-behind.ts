import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { findTable } from "./ask/find-table.ts";

const MOVES = /\bsetval\s*\(|\brestart\b|\bnextval\s*\(|\bdefault\b/i;

export default defineRule({
  id: "sequence-left-behind",
  level: "notice",
  on: ["operation.added"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["sequence-not-reset", "MP059"],
  docs: {
    title: "The next row gets a number that is taken",
    sees: "A migration of this pull request inserts rows with numbers of their own into a column that a sequence counts (serial, identity), and does not move the sequence behind them.",
    why: "The sequence knows nothing of these rows. The application's next insert gets a number that is there already, and fails; and the one after it, until the sequence is past them.",
    instead: `INSERT INTO public.plans (id, name) VALUES (1, 'free'), (2, 'team');
SELECT setval(pg_get_serial_sequence('public.plans', 'id'), (SELECT max(id) FROM public.plans));`,
  },
  messages: {
    behind: "Unexpected numbers of its own for `{column}`, expected setval to move its sequence behind them",
  },
  *check({ after: operation }, context) {
    if (operation.action !== "rows-changed" || operation.verb !== "insert" || operation.direction !== "up") return;
    const { relation, place: at, sets, migration } = operation;
    const columns = findTable(context.head, operation)?.columns ?? {};
    const column = sets.find((one) => columns[one.column]?.counted === true)?.column;
    if (column === undefined) return;
    const own = context.within(migration, "head").statements.filter(({ direction }) => direction === "up");
    const insert = own.find(({ id }) => id === operation.statement)?.sql ?? "";
    if (MOVES.test(insert) || own.some(({ sql }) => /\bsetval\s*\(|\brestart\b/i.test(sql))) return;
    const subject = [...relation, column] as const;
    yield { message: "behind", at, subject, after: "numbers", data: { column: spell(subject) } };
  },
});
