import type { ObligationContext } from "../../model/define-obligation.ts";
import type { Finding } from "../../model/finding.ts";
import type { Migration } from "../../model/migration.ts";

/** The migration that a finding stands in: the one whose file its place names. */
export const findMigration = ({ place }: Finding, { head }: ObligationContext): Migration | undefined =>
  Object.values(head.facts.migration).find(({ up, down }) => up === place.path || down === place.path);
