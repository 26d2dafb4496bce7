import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { subjectKey } from "../../../model/subject.ts";
import type { Offer } from "../../../model/way.ts";
import { begins, siteOf } from "./site.ts";

/** The refresh that lets readers go on. */
export function refreshConcurrently(operation: Operation, context: Context): Offer {
  const site = siteOf(operation, context);
  const view = site?.words[2];
  if (site === undefined || view === undefined || !begins(site.words, "refresh", "materialized", "view")) return {};
  const key = subjectKey(operation.relation);
  const isKey = (built: Operation): boolean =>
    built.action === "index-built" && built.unique && built.plain && subjectKey(built.relation) === key;
  // Without a unique index over its columns PostgreSQL refuses.
  if (!Object.values(context.head.facts.operation).some(isKey)) return {};
  const { sql } = site.statement;
  return {
    way: [
      {
        title: "Readers go on meanwhile; it wants the view to be filled once",
        sql: `${sql.slice(site.words[0]?.start, view.end)} CONCURRENTLY${sql.slice(view.end, site.words.at(-1)?.end)};`,
        runs: "migration",
        release: "now",
      },
    ],
  };
}
