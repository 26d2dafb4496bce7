import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { columnsBorn } from "./ask/columns-born.ts";

export default defineRule({
  id: "time-zone-omitted",
  level: "off",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["prefer-timestamptz", "prefer-timestamp-tz", "MP040", "PGM101"],
  docs: {
    title: "A moment is kept without its time zone",
    sees: "A migration of this pull request brings a column of type timestamp (without time zone). Once a migration. Off by default: where every writer says UTC it is a convention, and some tools know no other type.",
    why: "Which moment the value means depends on who wrote it: a server in another zone, or the hour that comes twice in autumn, shifts it without an error.",
    instead: "created_at timestamptz NOT NULL DEFAULT now()",
  },
  messages: {
    omitted: "Unexpected type `{type}` of `{column}`, expected timestamp with time zone{others}",
  },
  *check({ after: { id } }, context) {
    const found = columnsBorn(id, context).filter(({ type }) => /^timestamp(?:\(\d\))?$/.test(type));
    const [first, ...rest] = found;
    if (first === undefined) return;
    const { subject, type, place: at } = first;
    const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
    yield { message: "omitted", at, subject, after: type, data: { type, column: spell(subject), others } };
  },
});
