import { defineRule } from "../../model/rule.ts";
import { spell } from "../../model/subject.ts";
import { tablesBorn } from "./ask/tables-born.ts";

const MOST: Readonly<Record<string, string>> = { smallint: "32,767", integer: "2,147,483,647" };

export default defineRule({
  id: "short-key-created",
  level: "off",
  on: ["migration.added"],
  engines: ["postgres"],
  action: "other",
  verdicts: { data: "ok", consumer: "ok", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: [
    "prefer-bigint-pk",
    "prefer-big-int",
    "prefer-bigint-over-int",
    "prefer-bigint-over-smallint",
    "short_primary_key_type",
    "MP038",
    "PGM107",
  ],
  docs: {
    title: "A key that counts up will run out of numbers",
    sees: "A migration of this pull request creates a table whose primary key is one smallint or integer column that fills itself. Once a migration. Off by default: a small table never gets there.",
    why: "On the day on which the last number is given, every insert fails; the way out is to write the table and all that points to it anew.",
    instead: "id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
  },
  messages: {
    short: "Unexpected `{type}` key `{column}`, which ends at {most}, expected bigint{others}",
  },
  *check({ after: { id } }, context) {
    const found = tablesBorn(id, context).flatMap((table) => {
      const key = Object.values(table.constraints).find(({ type }) => type === "primary key");
      const [name = "", ...more] = key?.columns ?? [];
      const column = table.columns[name];
      const most = MOST[column?.type ?? ""];
      if (more.length > 0 || column?.hasDefault !== true || most === undefined) return [];
      return [{ table, subject: [...table.subject, name] as const, type: column.type ?? "", most }];
    });
    const [first, ...rest] = found;
    if (first === undefined) return;
    const { table, subject, type, most } = first;
    const others = rest.length === 0 ? "" : `; so for ${rest.length} more of this migration`;
    yield {
      message: "short",
      at: table.place,
      subject,
      after: type,
      data: { type, column: spell(subject), most, others },
    };
  },
});
