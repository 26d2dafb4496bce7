import type { PivotSource, UnpivotSource } from "../query.ts";

/** What a pivot does, apart from the relation that it does it to. */
export const pivotText = ({ of: _of, ...rest }: PivotSource | UnpivotSource): string =>
  JSON.stringify(rest, (key, value: unknown) => (key === "at" ? undefined : value));
