import type { ProofRows } from "../model/observation.ts";
import type { MigrationAnswer } from "../ports.ts";
import { type Catalog, spelt } from "./catalog.ts";
import { compareCatalogs } from "./compare-catalogs.ts";
import { type Stopped, whereStopped } from "./run-way.ts";

export type Proof = Pick<MigrationAnswer, "result" | "detail" | "differences" | "rows" | "again">;

const UNSEEN: ProofRows = { result: "unseen", lost: [] };
const MANY = 3;

export const notProvable = (detail: string): Proof => ({
  result: "not-provable",
  detail,
  differences: [],
  rows: UNSEEN,
});

export const failed = (stopped: Stopped): Proof => ({
  result: "fails",
  detail: `the way down fails: ${whereStopped(stopped)}`,
  differences: [],
  rows: UNSEEN,
});

/** A way down that was run to its end: what it left in the catalog and in the rows, and whether the way up can be gone again. */
export function judged(before: Catalog, after: Catalog, rows: ProofRows, stopped: Stopped | undefined): Proof {
  const { differences, reordered } = compareCatalogs(before, after);
  const again = stopped === undefined ? undefined : `the way up fails after the way back: ${whereStopped(stopped)}`;
  const columns =
    reordered.length > 0
      ? [`columns of ${reordered.map((table) => `\`${table}\``).join(", ")} stand in another order`]
      : [];
  const restored = differences.length === 0;
  const parts = [
    ...(restored ? ["the way down restores the catalog"] : [notRestored(differences)]),
    ...(again === undefined ? [] : [again]),
    ...(restored ? columns : []),
    ...rowsLost(rows),
  ];
  return {
    result: restored && again === undefined ? "exact" : "differs",
    detail: parts.join("; "),
    differences,
    rows,
    ...(again === undefined ? {} : { again }),
  };
}

function notRestored(differences: readonly string[]): string {
  const lost = differences.filter((line) => line.startsWith("-")).length;
  const left = differences.length - lost;
  const parts = [
    ...(lost > 0 ? [`${count(lost, "line")} lost`] : []),
    ...(left > 0 ? [`${count(left, "line")} left over`] : []),
  ];
  return `the way down does not restore the catalog: ${parts.join(", ")}`;
}

/** What goes wholesale or without a word. What an expression rewrites, our made-up values say too little about. */
function rowsLost({ lost }: ProofRows): readonly string[] {
  return (["up", "down"] as const).flatMap((way) => {
    const names = lost.flatMap(({ table, column, by, how }) => {
      if (by !== way || how === "rewritten") return [];
      const what = column === undefined ? `the rows of \`${table}\`` : `the values of \`${table}.${spelt([column])}\``;
      return [`${what}${how === "silently" ? " (no statement says so)" : ""}`];
    });
    if (names.length === 0) return [];
    const more = names.length > MANY ? ` and ${names.length - MANY} more` : "";
    return [`lost on the way ${way}: ${names.slice(0, MANY).join(", ")}${more}`];
  });
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
