import type { Operation, Statement } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

const isUp = ({ direction }: { readonly direction: "up" | "down" }): boolean => direction === "up";

/** What a migration of head does on its way up, in order. */
export const wayUp = (migration: string, context: Context): readonly Operation[] =>
  context.within(migration, "head").operations.filter(isUp);

/** The statements of a migration's way up on head, in order. */
export const statementsUp = (migration: string, context: Context): readonly Statement[] =>
  context.within(migration, "head").statements.filter(isUp);
