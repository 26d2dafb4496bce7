import type { Model } from "../../model/dbt.ts";
import type { ModelOutput } from "../../model/model-output.ts";
import { oncePer } from "../../model/once-per.ts";
import { defineRule } from "../../model/rule.ts";
import type { Snapshot } from "../../model/snapshot.ts";

/** A relation as SQL writes it, with a schema: `shop.users`, `"db"."shop"."users"`. */
const RELATION = /^(?:["`[]?[\p{L}_][\p{L}\p{N}_$-]*["`\]]?\.){1,3}["`[]?[\p{L}_][\p{L}\p{N}_$-]*\*?["`\]]?$/u;
const SYSTEM =
  /(?:^|\.)(?:information_schema|pg_catalog|sys|system|account_usage|svv?_\w+|stl_\w+|__\w+)(?:\.|$)|\.(?:INFORMATION_SCHEMA|__TABLES__)/i;

const plain = (text: string): string => text.replaceAll(/["`[\]]/g, "").toLowerCase();

/** Ours stand for a schema by the project's name: a macro put the relation together from the graph, which dbt knows. */
const isOfGraph = ({ facts }: Snapshot, relation: string): boolean => `model.${relation}` in facts.model;

/** Relations that no `ref` or `source` of the model prints. */
function named(side: Snapshot, model: Model, output: ModelOutput | undefined): ReadonlySet<string> {
  const holes = Object.keys(model.query?.holes ?? {});
  // What a `*` brings from a model that is not there stands in another model's SQL, if anywhere.
  const text = plain(`${model.query?.sql ?? ""}\n${model.query?.increment ?? ""}`);
  const ids = (output?.outside ?? []).flatMap(({ id }) => (text.includes(plain(id)) ? [id] : []));
  return new Set(
    ids
      .filter((id) => RELATION.test(id) && !SYSTEM.test(id) && !holes.some((hole) => id.toLowerCase().includes(hole)))
      .map(plain)
      .filter((id) => !isOfGraph(side, id)),
  );
}

const sourcesByRelation = oncePer(({ facts }: Snapshot) => {
  const known = new Map<string, string>();
  for (const { schema, identifier, subject } of Object.values(facts.source))
    if (schema !== "") known.set(`${schema}.${identifier}`.toLowerCase(), subject.slice(2).join("', '"));
  return known;
});

/** What leads to it by a name that dbt knows. */
function knownAs(side: Snapshot, project: string, relation: string): string | undefined {
  const [name = "", schema = ""] = relation.split(".").toReversed();
  const source = sourcesByRelation(side).get(`${schema}.${name}`);
  if (source !== undefined) return `source('${source}')`;
  const models = Object.values(side.facts.model).filter((model) => {
    const alias = model.settings?.["alias"]?.[0] ?? model.name;
    const custom = model.settings?.["schema"]?.[0]?.toLowerCase();
    return (
      model.project === project &&
      alias.toLowerCase() === name &&
      custom !== undefined &&
      (schema === custom || schema.endsWith(`_${custom}`))
    );
  });
  return models.length === 1 ? `ref('${models[0]?.name ?? ""}')` : undefined;
}

export default defineRule({
  id: "relation-hard-coded",
  level: "notice",
  on: ["model.added", "model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "ok", meaning: "conditional" },
  owes: [],
  aliases: ["hard-coded-references", "fct_hard_coded_references"],
  docs: {
    title: "A dbt model names a table without ref or source",
    sees: "The SQL of a model names, since this pull request, a relation with its schema that no `ref` and no `source` prints. The database's own catalogues and names that only a run knows are not meant. Told once a model; where a source or a model of the project stands for the relation it is named.",
    why: "dbt does not know that the model reads it: it may build it too early, reads production from everybody's development, and nobody who changes the table is told.",
    instead: "{{ source('app', 'users') }} for a table that others write, {{ ref('users') }} for a model",
  },
  messages: {
    known: "Unexpected `{relation}` in the SQL of `{model}`, expected `{as}`, which stands for it",
    unknown:
      "Unexpected `{relation}` in the SQL of `{model}`, expected a `ref`, or a `source` that the properties declare",
  },
  *check(change, context) {
    const { after: model } = change;
    const { head } = context;
    if (model.query === undefined) return;
    const before = change.kind === "model.altered" ? context.output(change.before.id, "base") : undefined;
    // Of a text that could not be followed before, nobody knows what is new.
    if (change.kind === "model.altered" && before === undefined) return;
    const known = change.kind === "model.altered" ? named(context.base, change.before, before) : new Set<string>();
    const [first] = [...named(head, model, context.output(model.id, "head"))].filter((one) => !known.has(one));
    if (first === undefined) return;
    const as = knownAs(head, model.project, first);
    const at = model.query.sql.split("\n").findIndex((line) => plain(line).includes(first));
    yield {
      message: as === undefined ? "unknown" : "known",
      at: { path: model.path, line: model.query.lines[at] ?? model.place.line },
      subject: model.subject,
      after: first,
      data: { relation: first, model: model.name, as: as ?? "" },
    };
  },
});
