import { type Call, nameOf, textOf, type Value } from "../../../code/python/value.ts";
import { quoteIn, quoteName } from "../../../sql/quote.ts";
import type { Draft } from "../python/draft.ts";

const KINDS: Readonly<Record<string, string>> = {
  PGFunction: "FUNCTION",
  PGView: "VIEW",
  PGMaterializedView: "MATERIALIZED VIEW",
  PGTrigger: "TRIGGER",
  PGPolicy: "POLICY",
  PGExtension: "EXTENSION",
};

/** `op.create_entity(…)` and its like of alembic-utils: the definition stands in the program. */
export function runEntity(operation: string, call: Call, draft: Draft): boolean {
  const verb = /^(create|replace|drop)_entity$/.exec(operation)?.[1];
  if (verb === undefined) return false;
  const [entity] = call.plain;
  const sql = entity === undefined ? undefined : entitySql(verb, entity);
  if (sql === undefined) draft.unknown("an entity is put together by the program", call.at, verb !== "create");
  else for (const one of sql) draft.add(one, call.at);
  return true;
}

function entitySql(verb: string, entity: Value): readonly string[] | undefined {
  const kind = KINDS[nameOf(entity)?.split(".").at(-1) ?? ""];
  if (kind === undefined || entity.is !== "call") return undefined;
  const at = (name: string, index: number): string | undefined => textOf(entity.named[name] ?? entity.plain[index]);
  const [schema, signature, definition = ""] = [at("schema", 0), at("signature", 1), at("definition", 2)];
  const table = at("on_entity", 3);
  if (signature === undefined) return undefined;
  const place = kind === "TRIGGER" || kind === "POLICY" ? ` ON ${table ?? ""}` : "";
  if (place === " ON ") return undefined;
  const own =
    kind === "FUNCTION"
      ? `${schema === undefined ? "" : `${quoteName(schema)}.`}${signature}`
      : kind === "VIEW" || kind === "MATERIALIZED VIEW"
        ? quoteIn(schema, signature)
        : quoteName(signature);
  if (verb === "drop")
    return [`DROP ${kind} ${kind === "FUNCTION" ? own.replaceAll(/\s+default\s+[^,)]+/gi, "") : own}${place}`];
  if (kind === "EXTENSION")
    return [`CREATE EXTENSION ${own}${schema === undefined ? "" : ` WITH SCHEMA ${quoteName(schema)}`}`];
  const body =
    kind === "VIEW" || kind === "MATERIALIZED VIEW"
      ? `AS ${definition.trim().replace(/;$/, "")}`
      : kind === "POLICY"
        ? `ON ${table ?? ""} ${definition}`
        : definition;
  if (verb === "create") return [`CREATE ${kind} ${own} ${body}`];
  if (kind === "FUNCTION" || kind === "VIEW") return [`CREATE OR REPLACE ${kind} ${own} ${body}`];
  return [`DROP ${kind} ${own}${place}`, `CREATE ${kind} ${own} ${body}`];
}
