import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { spell } from "../../model/subject.ts";
import { columnsBorn } from "./ask/columns-born.ts";

const FEWEST = 20;
const CAPITAL = /\p{Lu}/u;

/** Whether nearly all columns that the history made are in lower case. */
const isLowerCase = oncePer(({ facts }: Snapshot): boolean => {
  const names = Object.values(facts.table).flatMap(({ columns }) =>
    Object.entries(columns).flatMap(([name, { born }]) => (born === undefined ? [] : [name])),
  );
  return names.length >= FEWEST && names.filter((name) => CAPITAL.test(name)).length * 20 < names.length;
});

export default defineRule({
  id: "casing-mixed",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["mixed-case-name", "quoted-identifier"],
  requirements: [{ row: 189, parts: "X" }],
  docs: {
    title: "A column is written with capitals where all others are in lower case",
    sees: "A migration of this pull request brings a column with a capital letter into a PostgreSQL history of which 95 of 100 columns, of at least twenty, are in lower case. Once a migration. A history that writes camel case throughout is none of our business.",
    why: "PostgreSQL folds names to lower case unless they are quoted: everybody who reads this column has to quote it, for ever.",
    instead: "net_amount numeric(12, 2)",
  },
  messages: {
    mixed:
      "Unexpected capitals in `{column}`, expected `{lower}` as the other columns of this history are written{others}",
  },
  *check({ after: { id } }, context) {
    if (!isLowerCase(context.base)) return;
    const found = columnsBorn(id, context).filter(({ subject }) => CAPITAL.test(subject.at(-1) ?? ""));
    const [first, ...rest] = found;
    if (first === undefined) return;
    const { subject, place: at } = first;
    const lower = (subject.at(-1) ?? "").replace(/(?<=[a-z\d])(?=\p{Lu})/gu, "_").toLowerCase();
    const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
    yield { message: "mixed", at, subject, data: { column: spell(subject), lower, others } };
  },
});
