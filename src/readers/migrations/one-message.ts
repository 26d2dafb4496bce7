import type { Entry } from "./framework.ts";
import type { ParsedText } from "./parsed-text.ts";

/**
 * For a tool that sends a file as one message: whether or not it opens a transaction, PostgreSQL runs several statements of
 * one message as one.
 */
export function oneMessage(opens: boolean, parsed: ParsedText | undefined): Pick<Entry, "transaction" | "implicit"> {
  if (opens) return { transaction: true };
  const script = parsed?.sections?.up ?? parsed?.script;
  const several = (script?.statements.length ?? 0) > 1 || script?.begins === true;
  return several ? { transaction: true, implicit: true } : { transaction: false };
}
