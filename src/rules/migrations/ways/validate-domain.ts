import type { Operation } from "../../../model/migration.ts";
import type { Context } from "../../../model/rule.ts";
import type { Offer } from "../../../model/way.ts";
import { ownName } from "../../../sql/choose-name.ts";
import { quoteName } from "../../../sql/quote.ts";
import { insertionAfter } from "./build-concurrently.ts";
import { begins, indexOfWord, siteOf, unnamed, written } from "./site.ts";

/** A CHECK of a domain that is not looked at when it is added, but later. NOT NULL of a domain has no such form. */
export function validateDomain(operation: Operation, context: Context): Offer {
  const site = siteOf(operation, context);
  const add = site === undefined ? -1 : indexOfWord(site.words, "add");
  if (site === undefined || add < 0 || !begins(site.words, "alter", "domain")) return {};
  const definition = site.words.slice(add + 1);
  const check = unnamed(definition);
  const last = definition.at(-1);
  if (!begins(check, "check") || last === undefined) return {};
  const given = begins(definition, "constraint") ? definition[1]?.text : undefined;
  const name = quoteName(given ?? ownName(operation.relation.at(-1) ?? "", "", "check", () => false));
  const insert = given === undefined ? undefined : insertionAfter(site, last, " NOT VALID");
  const validate = `ALTER DOMAIN ${site.name} VALIDATE CONSTRAINT ${name};`;
  return {
    way: [
      {
        title: "A migration that holds new values to it and looks at no old one",
        sql: `ALTER DOMAIN ${site.name} ADD CONSTRAINT ${name} ${written(site, check)} NOT VALID;`,
        runs: "migration",
        release: "now",
      },
      {
        title: "The next migration: look at the columns of the domain",
        sql: validate,
        runs: "migration",
        release: "now",
      },
    ],
    ...(insert === undefined ? {} : { insert: { ...insert, next: `then \`${validate}\` in the next migration` } }),
  };
}
