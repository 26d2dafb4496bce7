import type { OperationOf } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer, Step } from "../../../model/way.ts";
import { quoteName } from "../../../sql/quote.ts";
import { insertionAfter } from "./build-concurrently.ts";
import { columnAlone } from "./column-alone.ts";
import { isPartitioned } from "./partitioned.ts";
import { begins, type Site, siteOf, unnamed, written } from "./site.ts";

/** A constraint that new rows keep at once, and that the old rows are held to while reads and writes go on. */
export function validateLater(operation: OperationOf<"constraint-added">, context: Context): Offer {
  const site = siteOf(operation, context);
  const { name } = operation;
  if (site === undefined || name === undefined) return {};
  // Foreign keys of partitioned tables learnt NOT VALID with 18.
  if (operation.constraint === "foreign key" && isPartitioned(site) === true && context.config.postgresVersion < 18)
    return {};
  const { words } = site;
  if (!begins(words, "add")) return { way: columnAlone(site) };
  const last = words.at(-1);
  const insert = last === undefined ? undefined : insertionAfter(site, last, " NOT VALID");
  const next = `then \`ALTER TABLE ${site.name} VALIDATE CONSTRAINT ${quoteName(name)};\` in the next migration`;
  return {
    way: twoSteps(site, name, `${written(site, unnamed(words.slice(1)))} NOT VALID`),
    ...(insert === undefined ? {} : { insert: { ...insert, next } }),
  };
}

function twoSteps({ name: table }: Site, name: string, definition: string): readonly Step[] {
  return [
    {
      title: "A migration that holds new rows to it and looks at no old one",
      sql: `ALTER TABLE ${table} ADD CONSTRAINT ${quoteName(name)} ${definition};`,
      runs: "migration",
      release: "now",
    },
    {
      title: "The next migration: look at the old rows while reads and writes go on",
      sql: `ALTER TABLE ${table} VALIDATE CONSTRAINT ${quoteName(name)};`,
      runs: "migration",
      release: "now",
    },
  ];
}
