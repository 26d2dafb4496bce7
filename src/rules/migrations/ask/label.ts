import type { Migration } from "../../../model/migration.ts";
import type { Subject } from "../../../model/subject.ts";

/** A migration as people call it: version and name. */
export const label = ({ version, name }: Migration): string =>
  name === "" || name === version ? version : `${version}_${name}`;

/** No path of a file: moving or renaming one makes no other migration of it. */
export const subjectOf = ({ root, version }: Migration): Subject => ["migration", root, version];

/** It runs again whenever its text changes (Flyway's `R__`, Liquibase's `runOnChange`): it is meant to be edited, and has no place in the order. */
export const isRepeatable = ({ repeatable }: Migration): boolean => repeatable === true;
