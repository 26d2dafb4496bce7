import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { columnsBorn } from "./ask/columns-born.ts";

/** By the last word of a column's name; a rate, a score or a share may well be a float. */
const MONEY = /(?:^|_)(?:amount|price|cost|fee|balance|salary|revenue|subtotal|net_total|grand_total)$/;
const FLOAT = /^(?:real|double precision|double|float\b.*)$/;
const MOMENT =
  /(?:^|_)(?:created|updated|deleted|received|sent|ordered|paid|started|finished|expires|expired)_(?:at|on)$/;
const TEXT = /^(?:text|character varying\b.*|varchar\b.*|character\(\d+\)|char\(\d+\))$/;

const ASKED = [
  ["money", MONEY, FLOAT],
  ["moment", MOMENT, TEXT],
] as const;

export default defineRule({
  id: "type-unfit",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres", "mysql"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["money-as-float", "timestamp-as-text"],
  requirements: [{ row: 194, parts: "X" }],
  docs: {
    title: "A column's type does not fit what its name says",
    sees: "A migration of this pull request brings a column that is called like money (amount, price, cost, fee, balance …) as a float, or one that is called like a moment (created_at, paid_on …) as text. Once a migration and kind. Ids as text are no finding, nor is SQLite, which has no other types.",
    why: "Sums of floats are off by a cent that nobody finds, and a moment that is text sorts by its letters and takes any nonsense.",
    instead: "numeric(12, 2) for money, timestamptz or date for a moment",
  },
  messages: {
    money: "Unexpected {type} for `{column}`, expected numeric, which adds up to the cent{others}",
    moment: "Unexpected {type} for `{column}`, expected a timestamp or a date{others}",
  },
  *check({ after: { id } }, context) {
    const columns = columnsBorn(id, context);
    for (const [message, name, unfit] of ASKED) {
      const found = columns.filter(
        ({ subject, type }) => name.test(subject.at(-1)?.toLowerCase() ?? "") && unfit.test(type.toLowerCase()),
      );
      const [first, ...rest] = found;
      if (first === undefined) continue;
      const { subject, type, place: at } = first;
      const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
      yield { message, at, subject, after: type, data: { type, column: spell(subject), others } };
    }
  },
});
