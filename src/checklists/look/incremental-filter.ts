import type { Model } from "../../model/dbt.ts";
import type { ItemContext } from "../item.ts";

const BACK =
  /\binterval\b|\bdate_?sub\b|\bdate_?add\b|\btimestamp_?(?:sub|add)\b|\bdatetime_sub\b|\bdate_?diff\b|\bdate_?trunc\b|\badd_months\b|\blook_?back\b|\bvar\s*\(|-\s*\d+|\bdays?\b|\bhours?\b/i;

export const isIncrementalAt = ({ materialized, settings = {} }: Model): boolean =>
  materialized === "incremental" &&
  settings["lookback"] === undefined &&
  !/^(?:microbatch|insert_overwrite)$/.test(settings["incremental_strategy"]?.[0] ?? "");

/** What a model's SQL adds on an incremental run: undefined where it begins at no `max(…)`, or cannot be seen. */
export function incrementalFilter(model: Model, context: ItemContext): { readonly looksBack: boolean } | undefined {
  const lines: string[] = [];
  for (let n = 1; n <= 5000; n++) {
    const line = context.line(model.path, n);
    if (line === undefined) break;
    lines.push(line);
  }
  const blocks = lines.join("\n").matchAll(/is_incremental\s*\(\s*\)([\s\S]*?)\{%-?\s*(?:endif|else|elif)\b/g);
  const filters = [...blocks].map(([, block = ""]) => block).filter((block) => /\bmax\s*\(/i.test(block));
  return filters.length === 0 ? undefined : { looksBack: filters.some((block) => BACK.test(block)) };
}
