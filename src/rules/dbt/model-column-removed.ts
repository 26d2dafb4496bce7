import type { Model, ModelColumn } from "../../model/dbt.ts";
import { gives, plainName, type ModelOutput } from "../../model/model-output.ts";
import type { Consumer } from "../../model/consumer.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { nameReaders } from "./words/name-readers.ts";
import { unreadOn } from "./words/unread-on.ts";

export default defineRule({
  id: "model-column-removed",
  level: "block",
  on: ["model.altered"],
  action: "remove",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: ["plan-entry", "compatibility", "consumers", "migration", "backfill", "rollback"],
  aliases: [
    "dbt-column-removed",
    "contract-column-removed",
    "model-column-renamed",
    "seed-column-removed",
    "exposure-column-broken",
    "semantic-entity-broken",
    "semantic-dimension-broken",
    "semantic-measure-broken",
    "metric-broken",
    "saved-query-broken",
  ],
  requirements: [{ row: 193, parts: "X" }],
  docs: {
    title: "A column of a dbt model was removed",
    sees: "A column that the model's SQL gave and no longer gives, documented or not, while somebody on head still reads it; or a documented one that leaves a model whose contract is enforced. A column that loses only its documentation is not meant.",
    why: "Whoever selects the column fails at the next run, and a dashboard that shows it goes blank without failing anywhere.",
    instead:
      "Keep the column until its readers are moved: in a versioned model leave it out of a new version; else take it from the readers first and remove it in a later pull request.",
  },
  messages: {
    contracted:
      "Unexpected removal of column `{column}` from {resource} `{model}`, expected its enforced contract to keep it",
    read: "Unexpected removal of column `{column}` from {resource} `{model}`, expected nobody to read it; {readers} still would",
    perhaps:
      "Unexpected removal of column `{column}` from the SQL of {resource} `{model}`, expected it to be named: it may still come through `*`, and {readers} would miss it",
  },
  *check({ before, after }, context) {
    const was = context.output(before.id, "base");
    const is = context.output(after.id, "head");
    const cut = new Set(
      (context.edits(before, after) ?? []).flatMap(({ kind, verdict, column }) =>
        kind === "column-removed" && verdict === "breaking" && column !== undefined ? [plainName(column)] : [],
      ),
    );
    for (const column of columnsOf(before, was, cut)) {
      if (unreadOn(context.head, [column.place.path, after.path])) continue;
      const documented = after.columns.some((other) => same(other, column));
      const broken = promised(before, after, column, documented);
      const told = leftOf(column.name, was, is);
      // `* exclude (total)` leaves out what it named, whatever else `*` brings.
      const left = told === "open" && cut.has(plainName(column.name)) ? "gone" : told;
      // What the SQL leaves open is asked of its words, for columns that somebody spoke of.
      const unnamed = named(before, column) && !named(after, column) && !(after.star && documented);
      const gone = left === "gone" || (left !== "kept" && unnamed && before.columns.includes(column));
      if (!broken && !gone) continue;
      const subject = [...before.subject, column.name] as const;
      const usedBy = reading(context.readers(subject, "head"), column, context.head);
      const shared = {
        at: column.place,
        side: "base",
        subject,
        ...(column.type !== undefined && { before: column.type.toLowerCase() }),
        readers: usedBy,
        data: {
          column: column.name,
          model: before.name,
          resource: before.resource,
          readers: nameReaders(usedBy),
        },
      } as const;
      if (broken) yield { ...shared, message: "contracted" };
      else if (usedBy.length > 0)
        yield left === "open" || (left === "untold" && after.star && !before.star)
          ? { ...shared, message: "perhaps", level: "review", verdicts: { consumer: "unknown" } }
          : { ...shared, message: "read" };
    }
  },
});

/** Documented columns, and those that only the SQL tells, of either side. */
function columnsOf(model: Model, output: ModelOutput | undefined, cut: ReadonlySet<string>): readonly ModelColumn[] {
  const others = (output?.columns ?? []).filter(
    ({ name, key }) => name !== "" && !model.columns.some((column) => plainName(column.name) === plainName(key)),
  );
  const line = model.place.line;
  const known = new Set([...model.columns.map(({ name }) => name), ...others.map(({ key }) => key)].map(plainName));
  return [
    ...model.columns,
    ...[...cut]
      .filter((name) => !known.has(name))
      .map((name) => ({ name, tests: [], place: { path: model.path, line } })),
    ...others.map((one) => ({ name: one.name, tests: [], place: { path: model.path, line: one.line ?? line } })),
  ];
}

/** What the SQL of both sides says of a column: "open" where a rest that nobody knows may hold it, "untold" where one cannot be read. */
function leftOf(
  name: string,
  was: ModelOutput | undefined,
  is: ModelOutput | undefined,
): "gone" | "kept" | "open" | "untold" {
  if (was === undefined || is === undefined) return "untold";
  const [before, after] = [gives(was, name), gives(is, name)];
  if (after === true || before === false) return "kept";
  return before === true && after === false ? "gone" : "open";
}

const same = (a: ModelColumn, b: ModelColumn): boolean => a.name.toLowerCase() === b.name.toLowerCase();
const named = ({ words }: Model, { name }: ModelColumn): boolean => words.includes(name.toLowerCase());

/** A contract that goes away as a whole, over SQL that still has the column, breaks no column. */
const promised = (before: Model, after: Model, column: ModelColumn, documented: boolean): boolean =>
  before.contract && before.columns.includes(column) && !documented && (after.contract || !named(after, column));

/** Those who would notice: a model that only passes every column on does not. */
function reading(all: readonly Consumer[], { name }: ModelColumn, { facts }: Snapshot): readonly Consumer[] {
  const names = (id: string): boolean =>
    (facts.model[id] ?? facts.semantic[id])?.words.includes(name.toLowerCase()) ?? false;
  return all.filter(({ id, kind, via }) => kind === "exposure" || names(id) || via.some(names));
}
