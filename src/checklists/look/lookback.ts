import type { Model } from "../../model/dbt.ts";
import type { Context } from "../../model/rule.ts";
import { fileText } from "./file-text.ts";

const SECONDS: Readonly<Record<string, number>> = {
  minute: 60,
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
};
const INTERVAL = /\binterval\s+'?(\d+)'?\s*(minute|hour|day|week|month)s?\b/gi;
const ADDED = /\bdateadd\(\s*'?(minute|hour|day|week|month)s?'?\s*,\s*-\s*(\d+)/gi;
const BLOCK = /\{%-?\s*(?:el)?if\b[^%]*\bis_incremental\(\)[^%]*%\}([\s\S]*?)\{%-?\s*(?:endif|else|elif)\b/g;

/** How far (seconds) an incremental model looks back for rows that came late, as its SQL says in figures; empty where it does not. */
export function lookbacks({ path, materialized }: Model, context: Pick<Context, "line">): readonly number[] {
  if (materialized !== "incremental") return [];
  const filters = [...fileText(path, context).matchAll(BLOCK)].map(([, inside = ""]) => inside).join("\n");
  return [
    ...[...filters.matchAll(INTERVAL)].map(
      ([, count, unit = ""]) => Number(count) * (SECONDS[unit.toLowerCase()] ?? 0),
    ),
    ...[...filters.matchAll(ADDED)].map(([, unit = "", count]) => Number(count) * (SECONDS[unit.toLowerCase()] ?? 0)),
  ];
}
