import type { PlanSum } from "../model/plan-sum.ts";
import { availability } from "./availability.ts";
import { bounds } from "./bounds.ts";
import { equations } from "./equations.ts";
import { formulaRows } from "./formula-rows.ts";
import { periods } from "./periods.ts";
import { relations } from "./relations.ts";
import { rowPatterns } from "./row-patterns.ts";
import { scopes } from "./scopes.ts";
import type { Passage, Sheet } from "./statement.ts";
import { totals } from "./totals.ts";

/** Every sum that a document states, reckoned again, in the order of its lines. */
export function checkSums(passages: readonly Passage[], sheets: readonly Sheet[]): readonly PlanSum[] {
  const cells = sheets.flatMap(({ head, rows }) => [...head, ...rows.flat()]);
  const texts = [...passages, ...cells];
  const european = isEuropean(texts);
  const sums = [
    ...[...texts, ...sheets.flatMap(formulaRows)].flatMap((each) => equations(each, european)),
    ...sheets.flatMap((sheet) => totals(sheet, european)),
    ...sheets.flatMap((sheet) => rowPatterns(sheet, european)),
  ];
  const related = scopes(passages, sheets, european).flatMap((scope) =>
    [relations, periods, bounds, availability].flatMap((judge) => judge(scope)),
  );
  return [...sums, ...onlyFirst(sums, related)].toSorted((one, other) => one.place.line - other.place.line);
}

/** One wrong figure makes others wrong that hang on it: a line is told once, and none whose own figures are refuted. */
function onlyFirst(sums: readonly PlanSum[], related: readonly PlanSum[]): readonly PlanSum[] {
  const told = new Set(sums.filter(({ verdict }) => verdict === "wrong").map(({ place }) => place.line));
  return related.map((sum) => {
    if (sum.verdict !== "wrong") return sum;
    const { expected: _, slip: __, convention: ___, ...rest } = sum;
    if ([sum.place.line, ...(sum.from ?? [])].some((line) => told.has(line))) return { ...rest, verdict: "undecided" };
    told.add(sum.place.line);
    return sum;
  });
}

/** Decimals with a comma stand in it, and more of them than figures in the English manner. */
function isEuropean(texts: readonly Passage[]): boolean {
  const count = (pattern: RegExp): number =>
    texts.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0);
  return (
    count(/(?<![\d.,])\d+(?:\.\d{3})*,\d{1,2}(?![\d,])/g) >
    count(/(?<![\d.,/])(?:\d+\.\d{1,2}|\d{1,3}(?:,\d{3})+)(?![\d.,/]|\w)/g)
  );
}
