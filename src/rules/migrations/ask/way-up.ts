import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";

const isUp = ({ direction }: { readonly direction: "up" | "down" }): boolean => direction === "up";

/** What a migration of head does on its way up, in order. */
export const wayUp = (migration: string, context: Context): readonly Operation[] =>
  context.within(migration, "head").operations.filter(isUp);
