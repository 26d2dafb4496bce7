import type { EstimateInput } from "./document.ts";

/** Where a figure comes from, in words; the plan's own text is not escaped. */
export function whereFrom({ status, place, text }: EstimateInput): string {
  if (status === "stated") return `line ${place?.line ?? 1}`;
  if (status === "set") return "set here";
  return `${status === "derived" ? "derived" : "assumed"}: ${text}`;
}
