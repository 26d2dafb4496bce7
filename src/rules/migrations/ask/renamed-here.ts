import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import { findTable } from "./find-table.ts";

/** The relation took its name in this pull request, so that no running code asks for it by that name: the rename says what there is to say. */
export const renamedHere = (operation: Operation, context: Context): boolean =>
  operation.relationBorn !== undefined && findTable(context.base, operation) === undefined;
