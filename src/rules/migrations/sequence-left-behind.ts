import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { commaParts, lex } from "../../sql/lex.ts";
import { findTable } from "./ask/find-table.ts";

const MOVES = /\bsetval\s*\(|\brestart\b|\bnextval\s*\(|\bdefault\b/i;

/** Numbers that no sequence gives: 0 and below, in every row of VALUES. */
function belowAll(insert: string, column: number): boolean {
  const tokens = lex(insert);
  const from = tokens.findIndex(({ kind, text }) => kind === "word" && text === "values");
  if (from < 0) return false;
  const rows = commaParts(tokens.slice(from + 1)).filter(([open]) => open?.text === "(");
  const given = rows.map((row) => {
    const end = row.findLastIndex(({ text }) => text === ")");
    const value = commaParts(row.slice(1, end))[column] ?? [];
    return value.map(({ text }) => text).join("");
  });
  return given.length > 0 && given.every((text) => /^(?:0|-\d+)$/.test(text));
}

export default defineRule({
  id: "sequence-left-behind",
  level: "notice",
  on: ["operation.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["sequence-not-reset", "MP059"],
  docs: {
    title: "The next row gets a number that is taken",
    sees: "A migration of this pull request inserts rows with numbers of their own into a column that a sequence counts (serial, identity), and does not move the sequence behind them. Numbers that no sequence gives, 0 and below, are no finding.",
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
    const place = sets.findIndex((one) => columns[one.column]?.counted === true);
    const column = sets[place]?.column;
    if (column === undefined) return;
    const own = context.within(migration, "head").statements.filter(({ direction }) => direction === "up");
    const insert = own.find(({ id }) => id === operation.statement)?.sql ?? "";
    if (MOVES.test(insert) || belowAll(insert, place) || own.some(({ sql }) => /\bsetval\s*\(|\brestart\b/i.test(sql)))
      return;
    const subject = [...relation, column] as const;
    yield { message: "behind", at, subject, after: "numbers", data: { column: spell(subject) } };
  },
});
