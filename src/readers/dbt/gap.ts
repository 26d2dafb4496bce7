import type { Gap } from "../../model/fact.ts";

export const gap = (key: string, path: string, line: number, reason: string): Gap => ({
  kind: "gap",
  reader: "dbt",
  key,
  place: { path, line },
  reason,
});
