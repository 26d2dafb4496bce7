import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { columnsBorn } from "./ask/columns-born.ts";

/** Types that PostgreSQL's own manual advises against, and what to take instead. */
const BETTER: readonly (readonly [type: RegExp, message: "money" | "padded" | "json"])[] = [
  [/^money$/, "money"],
  // A char(1) is not padded: it holds one letter, as meant.
  [/^char\((?!1\))\d+\)$/, "padded"],
  [/^json$/, "json"],
];

export default defineRule({
  id: "type-discouraged",
  level: "notice",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: [
    "money",
    "ban-char",
    "ban-char-field",
    "prefer-jsonb",
    "add_column_json",
    "MP041",
    "PGM104",
    "PGM106",
    "PGM108",
    "E3",
  ],
  requirements: [{ row: 194, parts: "X" }],
  docs: {
    title: "A column has a type that surprises",
    sees: "A migration of this pull request brings a column of type money, json, or char(n) with n above 1. Once a migration and type.",
    why: "What money means depends on a setting of the server (lc_monetary); char(n) pads with blanks that comparisons then pass over; json has no equality, so that DISTINCT and UNION over the table fail.",
    instead: "numeric for money, text for char(n), jsonb for json",
  },
  messages: {
    money:
      "Unexpected type money of `{column}`, whose meaning a setting of the server decides, expected numeric{others}",
    padded: "Unexpected type `{type}` of `{column}`, which pads every value with blanks, expected text{others}",
    json: "Unexpected type json of `{column}`, which no DISTINCT and no UNION can compare, expected jsonb{others}",
  },
  *check({ after: { id } }, context) {
    const columns = columnsBorn(id, context);
    for (const [pattern, message] of BETTER) {
      const [first, ...rest] = columns.filter(({ type }) => pattern.test(type.replace(/(?:\[\])+$/, "")));
      if (first === undefined) continue;
      const { subject, type, place: at } = first;
      const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
      yield { message, at, subject, after: type, data: { type, column: spell(subject), others } };
    }
  },
});
