import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer } from "../../../model/way.ts";
import { quoteName, quotePath } from "../../../sql/quote.ts";
import { findTable } from "../ask/find-table.ts";
import { inBatches } from "./in-batches.ts";
import { hasEquality, rowTrigger } from "./keep-equal.ts";
import { proveNotNull } from "./prove-not-null.ts";
import { freeName, siteOf, written } from "./site.ts";

/** The table under its new name, and a view that takes reads and writes under the old one. */
export function keepTableName(operation: OperationOf<"relation-renamed">, context: Context): Offer {
  const site = siteOf(operation, context);
  if (site === undefined || site.words.length === 0 || operation.view) return {};
  const to = quotePath(operation.to.slice(1));
  // Without it a view reads with its owner's rights and leaves row security out; 15 brought it.
  const invoker = context.config.postgresVersion >= 15 ? " WITH (security_invoker = true)" : "";
  return {
    way: [
      {
        title: "One migration; give the view the grants that the table has",
        sql: `${written(site, site.words)};\nCREATE VIEW ${site.name}${invoker} AS SELECT * FROM ${to};`,
        runs: "migration",
        release: "now",
      },
      {
        title: "A later migration, when nobody asks for the old name any more",
        sql: `DROP VIEW ${site.name};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}

/** Both names side by side, kept equal by a trigger in either direction, until the last reader has moved. */
export function keepColumnName(operation: OperationOf<"column-renamed">, context: Context): Offer {
  const site = siteOf(operation, context);
  const [before = "", after = ""] = [operation.subject.at(-1), operation.to.at(-1)];
  const known = findTable(context.base, operation)?.columns[before];
  if (site === undefined || known?.type === undefined || !hasEquality(known.type)) return {};
  const [old, fresh] = [quoteName(before), quoteName(after)];
  const trigger = rowTrigger(
    site,
    freeName(site, `${before}_${after}`, "sync"),
    `  IF TG_OP = 'INSERT' THEN
    NEW.${fresh} := coalesce(NEW.${fresh}, NEW.${old});
    NEW.${old} := NEW.${fresh};
  ELSIF NEW.${fresh} IS DISTINCT FROM OLD.${fresh} THEN
    NEW.${old} := NEW.${fresh};
  ELSE
    NEW.${fresh} := NEW.${old};
  END IF;`,
  );
  if (trigger === undefined) return {};
  const required = known.nullable === false;
  return {
    way: [
      {
        title: `A migration that adds \`${after}\` and keeps the two equal, whichever is written`,
        sql: `ALTER TABLE ${site.name} ADD COLUMN ${fresh} ${known.type};\n${trigger.create}`,
        runs: "migration",
        release: "now",
      },
      inBatches(
        site,
        `${fresh} = ${old}`,
        `${fresh} IS DISTINCT FROM ${old}`,
        "A job that fills the old rows, until it changes none",
      ),
      ...(required ? proveNotNull(site, [after]) : []),
      {
        title: `A later migration, when nobody reads or writes \`${before}\` any more; its indexes, constraints and default are made for \`${after}\` before`,
        sql: `${trigger.drop}\nALTER TABLE ${site.name} DROP COLUMN ${old};`,
        runs: "migration",
        release: "later",
      },
    ],
  };
}
