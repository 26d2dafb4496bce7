import type { Model } from "../../model/dbt.ts";
import { defineRule } from "../../model/rule.ts";
import { nameReaders } from "./words/name-readers.ts";

/** Types as warehouses spell them → what dbt would call the values. */
const FAMILIES: readonly (readonly [string, RegExp])[] = [
  ["integer", /^(?:tiny|small|big|hyper|u)?int(?:eger|\d+)?$|^byteint$|^serial$/],
  ["number", /^(?:numeric|decimal|dec|number|bignumeric|float\d*|double(?: precision)?|real)$/],
  ["text", /^(?:var)?char(?:acter)?(?: varying)?$|^n?varchar2?$|^text$|^string$/],
  ["boolean", /^bool(?:ean)?$/],
  ["date", /^date$/],
  ["timestamp", /^(?:timestamp|datetime)/],
];

function family(type: string): string {
  const base = type.replace(/\(.*$/s, "").trim().toLowerCase();
  return FAMILIES.find(([, spelt]) => spelt.test(base))?.[0] ?? base;
}

/** Column → what it is in the warehouse: as the project says, else what dbt takes its values for. Empty where only a run knows. */
function typesOf({ header = [], seed, settings = {} }: Model): ReadonlyMap<string, string> {
  const said = new Map(
    Object.entries(settings).flatMap(([key, [type = ""]]) =>
      key.startsWith("column_types.")
        ? [[key.slice("column_types.".length).replace(/^\+/, "").toLowerCase(), type] as const]
        : [],
    ),
  );
  const isOpen = settings["column_types"]?.length === 0;
  return new Map(
    header.flatMap((name, i) => {
      const type = said.get(name.toLowerCase()) ?? (isOpen ? undefined : seed?.types[i]);
      return type === undefined ? [] : [[name.toLowerCase(), family(type)] as const];
    }),
  );
}

/** A wider number holds what the narrower one held. */
const widens = (was: string, now: string): boolean => was === "integer" && now === "number";

export default defineRule({
  id: "seed-type-changed",
  level: "review",
  on: ["model.altered"],
  action: "retype",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["seed-column-type-changed"],
  docs: {
    title: "A column of a dbt seed gets another type",
    sees: "A column of a seed that somebody reads: its `column_types` say another type than on the base branch, or, where they say none, its values let dbt take it for another one (a text among numbers makes all of it text). Another size, another spelling of one type, and whole numbers that become decimal ones are no finding; a seed of more than a megabyte is read by what is said of it alone. Told once a seed.",
    why: "A join of a number with a text fails, or finds nothing; and dbt does not alter the table of a seed that stands: its next run fails until a full refresh.",
    instead: "State the type in `column_types`, and run dbt seed --full-refresh where it does change.",
  },
  messages: {
    changed:
      "Unexpected {now} for column `{column}` of seed `{seed}`, which was {was}, expected it to stay for {readers}",
  },
  *check({ before, after }, context) {
    if (before.resource !== "seed" || after.resource !== "seed") return;
    const is = typesOf(after);
    const [found] = [...typesOf(before)].flatMap(([column, was]) => {
      const now = is.get(column);
      return now === undefined || now === was || widens(was, now) ? [] : [{ column, was, now }];
    });
    if (found === undefined) return;
    const subject = [...after.subject, found.column] as const;
    const readers = context.readers(subject, "head");
    if (readers.length === 0) return;
    yield {
      message: "changed",
      at: after.place,
      subject,
      before: found.was,
      after: found.now,
      readers,
      data: { ...found, seed: after.name, readers: nameReaders(readers) },
    };
  },
});
