import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { quoteName } from "../../../sql/quote.ts";
import { freeName, type Site, siteOf } from "./site.ts";
import { validateLater } from "./validate-later.ts";

/**
 * NOT NULL without a scan under the strong lock: a CHECK that is not looked at, then looked at while all goes on, then
 * believed. `then` is what may follow once no row is empty.
 */
export function proveNotNull(site: Site, columns: readonly string[], then: readonly string[] = []): readonly Step[] {
  const checks = columns.map((column) => ({
    column: quoteName(column),
    check: quoteName(freeName(site, column, "set")),
  }));
  const alter = `ALTER TABLE ${site.name}`;
  const named = columns.map((column) => `\`${column}\``).join(", ");
  const add = checks.map(
    ({ column, check }) => `${alter} ADD CONSTRAINT ${check} CHECK (${column} IS NOT NULL) NOT VALID;`,
  );
  const validate = checks.map(({ check }) => `${alter} VALIDATE CONSTRAINT ${check};`);
  // Before 12 a CHECK proves nothing to SET NOT NULL: it reads the table in any case.
  const believed = site.context.config.postgresVersion >= 12;
  const settle = checks.flatMap(({ column, check }) => [
    `${alter} ALTER COLUMN ${column} SET NOT NULL;`,
    `${alter} DROP CONSTRAINT ${check};`,
  ]);
  return [
    {
      title: `A migration that promises ${named} for new rows and looks at none`,
      sql: add.join("\n"),
      runs: "migration",
      release: "now",
    },
    {
      title: believed
        ? "The next migration: look while reads and writes go on; PostgreSQL then believes the CHECK"
        : "The next migration: look while reads and writes go on; the CHECK stays, since before 12 SET NOT NULL reads the whole table",
      sql: [...validate, ...(believed ? settle : []), ...then].join("\n"),
      runs: "migration",
      release: "now",
    },
  ];
}

/** For SET NOT NULL, and for the constraint of that kind that 18 knows. */
export function requireSafely(operation: Operation, column: string, context: Context): Offer {
  if (operation.action === "constraint-added") return validateLater(operation, context);
  const site = siteOf(operation, context);
  return site === undefined ? {} : { way: proveNotNull(site, [column]) };
}
