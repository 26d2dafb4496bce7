import { quoteName, quotePath } from "../../../sql/quote.ts";
import type { Site } from "./site.ts";

/** A trigger that runs before a row is written, with the function that it calls; `drop` takes both away. */
export interface Trigger {
  readonly create: string;
  readonly drop: string;
}

/** Undefined where the body holds the mark that would end it. */
export function rowTrigger({ name: table, schema, context }: Site, name: string, body: string): Trigger | undefined {
  if (body.includes("$$")) return undefined;
  const own = quoteName(name);
  const called = quotePath([schema, name]);
  const execute = context.config.postgresVersion < 11 ? "PROCEDURE" : "FUNCTION";
  return {
    create: `CREATE FUNCTION ${called}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
${body}
  RETURN NEW;
END
$$;
CREATE TRIGGER ${own} BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW EXECUTE ${execute} ${called}();`,
    drop: `DROP TRIGGER ${own} ON ${table};\nDROP FUNCTION ${called}();`,
  };
}

/** Fills a column from the other columns of its row: names in the expression mean what they mean in the table. */
export const computed = ({ operation }: Site, column: string, expression: string): string =>
  `  NEW.${quoteName(column)} := (SELECT ${expression} FROM (SELECT NEW.*) AS ${quoteName(operation.relation[2] ?? "")});`;

/** Types without `=`, so that two values cannot be compared. */
export const hasEquality = (type: string): boolean => !/^(?:json|xml|point|polygon|path|box|line)(?:\[\])?$/.test(type);
