import type { Value } from "./value.ts";

/** A value where a name or a key is meant: texts and numbers as they are, anything else as nothing. */
export const worded = (value: Value | undefined): string => {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : "";
};
