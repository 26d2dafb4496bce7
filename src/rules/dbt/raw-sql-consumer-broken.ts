import type { Model, RawQuery } from "../../model/dbt.ts";
import { gives } from "../../model/model-output.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { nameColumns } from "./words/name-columns.ts";

const queriesIn = oncePer(({ facts }: Snapshot) => Object.values(facts["raw-query"]));

/** Queries on head that name the model; a version is read by the name without it. */
const reading = (head: Snapshot, { project, name }: Model): readonly RawQuery[] =>
  queriesIn(head).filter(
    (one) => one.project === project && one.refs.includes(name.replace(/\.v[\w.]+$/, "").toLowerCase()),
  );

export default defineRule({
  id: "raw-sql-consumer-broken",
  level: "review",
  on: ["model.removed", "model.altered"],
  action: "remove",
  verdicts: { data: "ok", consumer: "broken", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["analysis-broken"],
  docs: {
    title: "SQL that dbt does not build reads what goes",
    sees: "A model is gone, or its SQL gives a column no more, and a SQL file of the project that is neither model, snapshot, test nor macro (`analyses/`, the queries of notebooks and reports) still reads it on head: by `ref`, or as a relation with its schema. A column counts where the file says its name; where the file reads other relations too, the column may be theirs, and it is a notice. Files of BI tools (LookML, Lightdash, Metabase) and SQL outside of dbt projects are not read.",
    why: "Nothing in a dbt run looks at these files: they fail on the day on which somebody needs their answer.",
    instead: "Change the query in the same pull request, or delete it if nobody runs it any more.",
  },
  messages: {
    gone: "Unexpected end of {resource} `{model}`, expected nobody to read it: {paths} still would",
    column: "Unexpected end of {columns} in {resource} `{model}`, expected nobody to read it: {paths} still would",
  },
  *check(change, context) {
    const { before } = change;
    const all = reading(context.head, before);
    if (all.length === 0) return;
    const shared = { model: before.name, resource: before.resource };
    if (change.kind === "model.removed") {
      const paths = all.map(({ path }) => path);
      yield {
        message: "gone",
        at: before.place,
        side: "base",
        subject: before.subject,
        after: paths.toSorted().join(", "),
        data: { ...shared, paths: nameColumns(paths) },
      };
      return;
    }
    const { after } = change;
    const [was, is] = [context.output(before.id, "base"), context.output(after.id, "head")];
    if (was === undefined || is === undefined) return;
    const gone = was.columns.filter(({ name }) => name !== "" && gives(is, name) === false).map(({ name }) => name);
    const hit = all.flatMap((query) => {
      const columns = gone.filter((name) => query.words.includes(name.toLowerCase()));
      return columns.length > 0 ? [{ query, columns }] : [];
    });
    if (hit.length === 0) return;
    const paths = hit.map(({ query }) => query.path);
    const columns = [...new Set(hit.flatMap((one) => one.columns))];
    const sure = hit.some(({ query }) => query.refs.length === 1);
    yield {
      message: "column",
      at: after.place,
      subject: after.subject,
      after: [...columns.toSorted(), ...paths.toSorted()].join(", "),
      data: { ...shared, columns: nameColumns(columns), paths: nameColumns(paths) },
      ...(!sure && ({ level: "notice", verdicts: { consumer: "unknown" } } as const)),
    };
  },
});
