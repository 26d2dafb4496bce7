import type { Dialect } from "../../model/dialect.ts";

export const normalDialectType = (type: string, _dialect: Dialect): string => type;
