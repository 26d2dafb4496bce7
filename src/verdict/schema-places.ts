import { closed, text } from "./schema-words.ts";

export const line = { type: "integer", minimum: 1 };
export const spot = { path: text("From the repository's root."), line, column: line, endLine: line };
export const place = closed(spot, ["column", "endLine"]);
export const print = {
  type: "string",
  pattern: "^[0-9a-f]{12}$",
  description: "12 hex digits of SHA-256 over JSON [rule, subjectPath, before, after]; see fingerprint-vectors.json.",
};
