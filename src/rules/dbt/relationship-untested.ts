import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** Column → the models whose key it is, and the folders in which somebody tests references. */
const keys = oncePer(({ facts }: Snapshot) => {
  const tests = Object.values(facts.guarantee);
  const unique = tests.filter(
    ({ test, column }) => column !== undefined && /^(?:unique|constraint primary_key)\b/.test(test),
  );
  const referring = new Set(tests.filter(({ test }) => REFERENCE.test(test)).map(({ on }) => on));
  return {
    owners: Map.groupBy(unique, ({ column = "" }) => column.toLowerCase()),
    folders: new Set(Object.values(facts.model).flatMap(({ id, path }) => (referring.has(id) ? [folder(path)] : []))),
  };
});

const REFERENCE = /\brelationships|^constraint foreign_key/;
const folder = (path: string): string => path.slice(0, path.lastIndexOf("/"));

export default defineRule({
  id: "relationship-untested",
  level: "notice",
  on: ["model.added"],
  action: "constrain",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "ok" },
  owes: [],
  aliases: ["referential-integrity-untested", "relationship-test-missing"],
  requirements: [
    { row: 27, parts: "X" },
    { row: 206, parts: "X" },
  ],
  docs: {
    title: "A new dbt model points to another one, and no test follows the reference",
    sees: "A model that this pull request adds lists a column, ending in id or key, that is the unique key of exactly one other model which it reads, and has no relationships test on it, in a folder where other models have such tests.",
    why: "Rows that point to nothing fall out of the first inner join, and the sum is quietly too small.",
    instead: "- relationships:\n    to: ref('dim_stores')\n    field: store_id",
  },
  messages: {
    untested:
      "Unexpected `{column}` of the new model `{model}` without a relationships test, expected one to `{target}` as other models of `{folder}` have it",
  },
  *check({ after: model }, { base, head }) {
    if (model.resource !== "model" || !keys(base).folders.has(folder(model.path))) return;
    for (const { name, tests, place } of model.columns) {
      const owners = keys(head).owners.get(name.toLowerCase()) ?? [];
      const [owner] = owners;
      if (!/(?:_|^)(?:id|key|sk)$/i.test(name) || owner === undefined || owners.length > 1) continue;
      const target = head.facts.model[owner.on];
      if (target === undefined || !model.reads.includes(target.id) || tests.some((test) => REFERENCE.test(test)))
        continue;
      yield {
        message: "untested",
        at: place,
        subject: [...model.subject, name],
        data: { column: name, model: model.name, target: target.name, folder: folder(model.path) },
      };
      return;
    }
  },
});
