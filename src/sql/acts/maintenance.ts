import type { LockStmt, RangeVar, RefreshMatViewStmt, VacuumStmt } from "libpg-query";
import { relationName } from "../names.ts";
import type { Reading } from "./context.ts";
import { other } from "./other.ts";

/** PostgreSQL's numbers of the lock modes, from the weakest. */
const MODES = [
  "",
  "access share",
  "row share",
  "row exclusive",
  "share update exclusive",
  "share",
  "share row exclusive",
  "exclusive",
  "access exclusive",
];

export function lockTables({ relations = [], mode = 0 }: LockStmt, reading: Reading): void {
  const ranges = relations.flatMap((node) => ("RangeVar" in node ? [node.RangeVar] : []));
  onEach("LockStmt", ranges, MODES[mode], reading);
}

/** Only VACUUM FULL is told: it copies the table. Without a name it copies them all. */
export function vacuum({ options = [], rels = [] }: VacuumStmt, reading: Reading): void {
  const full = options.some((node) => "DefElem" in node && node.DefElem.defname === "full");
  const ranges = rels.flatMap((node) =>
    "VacuumRelation" in node && node.VacuumRelation.relation !== undefined ? [node.VacuumRelation.relation] : [],
  );
  if (!full || ranges.length === 0) return other(full ? "VacuumStmt full" : "VacuumStmt", reading);
  onEach("VacuumStmt full", ranges, undefined, reading);
}

export function refresh({ relation, concurrent, skipData }: RefreshMatViewStmt, { acts, spot }: Reading): void {
  const detail = concurrent === true ? "concurrently" : skipData === true ? "no data" : "data";
  acts.push({
    do: "other",
    spot,
    relation: relationName(relation),
    node: "RefreshMatViewStmt",
    about: "view",
    detail,
  });
}

function onEach(node: string, ranges: readonly RangeVar[], detail: string | undefined, { acts, spot }: Reading): void {
  const said = detail === undefined ? {} : { detail };
  for (const range of ranges)
    acts.push({ do: "other", spot, relation: relationName(range), node, about: "table", ...said });
}
