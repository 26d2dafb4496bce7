import type { Config } from "./model/config.ts";
import { globs } from "./model/globs.ts";
import type { Tree } from "./readers/read.ts";

/** Does the text of some plan have a word for an expanding and for a contracting phase? A cheap look before the plans are read. */
export function speaksOfPhases({ files }: Tree, { plans }: Config): boolean {
  const isPlan = globs(plans);
  return Object.values(files).some(
    ({ path, text }) =>
      isPlan(path) &&
      /\b(?:expand|deprecat|introduc)/i.test(text) &&
      /\b(?:contract|retire|remov|clean[ -]?up)/i.test(text),
  );
}
