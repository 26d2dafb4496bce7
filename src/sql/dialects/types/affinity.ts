import type { TypeChange } from "../../type-change.ts";

type Affinity = "integer" | "text" | "blob" | "real" | "numeric";

/** SQLite keeps any value in any column; a type only leans one way, by the words in its name. */
function affinity(type: string): Affinity {
  const name = type.toUpperCase();
  if (name.includes("INT")) return "integer";
  if (/CHAR|CLOB|TEXT/.test(name)) return "text";
  if (name === "" || name.includes("BLOB")) return "blob";
  return /REAL|FLOA|DOUB/.test(name) ? "real" : "numeric";
}

export function compareAffinities(before: string, after: string): TypeChange {
  const [from, to] = [affinity(before), affinity(after)];
  if (from === to) return "widened";
  // Dates and truth values lean to numbers by their names, and are mostly kept as text or 0 and 1.
  if (from === "numeric" || to === "numeric") return from === "text" || to === "text" ? "reinterpreted" : "widened";
  if (to === "text") return from === "blob" ? "reinterpreted" : "converted";
  if (from === "text" || from === "blob" || to === "blob") return "reinterpreted";
  return "widened";
}
