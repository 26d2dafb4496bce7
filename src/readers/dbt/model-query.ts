import type { ModelQuery } from "../../model/dbt.ts";
import type { Built } from "./assemble.ts";
import type { BothWays } from "./both-ways.ts";
import type { Resolver } from "./names.ts";
import type { Project } from "./project.ts";
import type { RenderedModel } from "./render-model.ts";
import { Relation } from "./render/relation.ts";

const known = new WeakMap<RenderedModel, Pick<ModelQuery, "holes" | "lines">>();

/** What was rendered of a model, as data; undefined where the rendering ended early. */
export function modelQuery(
  { full, increment }: BothWays,
  project: Project,
  resolver: Resolver,
): ModelQuery | undefined {
  if (!full.whole) return undefined;
  const relations: Record<string, readonly string[]> = {};
  for (const way of [full, increment])
    for (const [name, call] of way?.relations ?? []) relations[name] = resolver.idsOf(call, project.id) ?? [];
  const beside = [full, increment].flatMap((way) => way?.beside ?? []);
  const maybe = [
    ...new Set(beside.flatMap((one) => one.toLowerCase().match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [])),
  ].toSorted();
  const text = known.get(full) ?? { holes: holesOf(full), lines: full.lines() };
  known.set(full, text);
  return {
    sql: full.sql,
    ...(increment?.whole === true && { increment: increment.sql }),
    adapter: project.vars.production?.adapter ?? "postgres",
    relations,
    ...(maybe.length > 0 && { maybe }),
    ...(full.varies && { varies: true as const }),
    ...text,
  };
}

/** A snapshot written in YAML, as the query that it stands for: every column of what it takes. */
export function wholeQuery(
  { resource, takes = [], line }: Built,
  project: Project,
  resolver: Resolver,
): ModelQuery | undefined {
  const [ids = [], more] = takes.map((call) => resolver.idsOf(call, project.id) ?? []);
  const [id, other] = ids;
  if (resource !== "snapshot" || more !== undefined || id === undefined || other !== undefined) return undefined;
  const [schema = "", name = ""] = id.split(".").slice(-2);
  const adapter = project.vars.production?.adapter ?? "postgres";
  return {
    sql: `select * from ${new Relation(schema, name, adapter).text()}`,
    adapter,
    relations: { [`${schema}.${name}`.toLowerCase()]: [id] },
    holes: {},
    lines: [line],
  };
}

/** The names that stand for what only a run knows → what that is. */
export const holesOf = ({ sql, holes }: RenderedModel): Readonly<Record<string, string>> =>
  Object.fromEntries(holes.map(({ from, to, reason }) => [sql.slice(from, to).toLowerCase(), reason]));
