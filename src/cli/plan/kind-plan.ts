import { nearest } from "../../model/nearest.ts";
import { UsageError } from "../usage-error.ts";

/** The template of a kind of plan that is asked for by name, and where it goes. */
export async function kindPlan(
  name: string,
  profile: string | undefined,
): Promise<{ readonly path: string; readonly text: string }> {
  const { namedKind } = await import("../../checklists/template/named-kind.ts");
  const found = await namedKind(name, profile);
  if ("text" in found) return found;
  const { what, word, known } = found;
  const meant = nearest(word, known);
  const near = meant === undefined ? "" : `: did you mean ${meant}?`;
  throw new UsageError(
    `There is no ${what} ${word}${near}`,
    known.length === 0 ? "It has none: leave --profile out" : `They are: ${known.join(", ")}`,
  );
}
