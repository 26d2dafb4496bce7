import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/migration.ts";
import type { Proof } from "../../model/observation.ts";
import { spell, type Subject } from "../../model/subject.ts";

export const proofOf = (migration: Migration | undefined, { head }: ObligationContext): Proof | undefined =>
  migration === undefined
    ? undefined
    : Object.values(head.facts.proof).find((proof) => proof.migration === migration.id);

/**
 * The lines of a failed proof that concern the finding, and the rows that the way back itself throws away; a way back that
 * could not be run at all concerns everything.
 */
export function faultOf(proof: Proof | undefined, { subjectPath }: Finding): string | undefined {
  if (proof === undefined || proof.result === "not-provable") return undefined;
  if (proof.result === "fails") return `The way back was run and fails: ${proof.detail}`;
  const [kind, ...names] = subjectPath;
  const relation: Subject = [kind, ...names.slice(0, 2)];
  const gone = proof.rows.lost.find(
    ({ table, column, by, how }) =>
      by === "down" &&
      how !== "rewritten" &&
      table === spell(relation) &&
      (column === undefined || names.length < 3 || column === names[2]),
  );
  if (gone !== undefined) {
    const what = gone.column === undefined ? `rows of \`${gone.table}\`` : `values of \`${gone.table}.${gone.column}\``;
    return `The way back was run and loses the ${what}, which outlived the way up`;
  }
  if (proof.result === "exact") return undefined;
  const spelt = [spell(subjectPath), spell(relation), names.join("."), names.slice(0, 2).join(".")];
  const touched = proof.differences.filter(
    (line) => kind === "migration" || spelt.some((name) => name !== "" && line.includes(name)),
  );
  if (touched.length === 0) return undefined;
  const shown = touched.slice(0, 3).map((line) => `\`${line}\``);
  const more = touched.length > 3 ? ` and ${touched.length - 3} more` : "";
  return `The way back was run and does not restore ${shown.join(", ")}${more}`;
}
