import { parse } from "../../../jinja/parse.ts";
import { dbtDate } from "../packages/dbt-date.ts";
import { dbtDates } from "../packages/dbt-dates.ts";
import { dbtExpectations } from "../packages/dbt-expectations.ts";
import { dbtTexts } from "../packages/dbt-texts.ts";
import { dbtTypes } from "../packages/dbt-types.ts";
import { dbtUtils } from "../packages/dbt-utils.ts";
import { fivetranUtils } from "../packages/fivetran-utils.ts";
import type { BookMacro, Shelf } from "./macro-book.ts";

const TEXTS: readonly (readonly [string, readonly string[]])[] = [
  ["dbt", [dbtTypes, dbtDates, dbtTexts]],
  ["dbt_utils", [dbtUtils]],
  ["dbt_date", [dbtDate]],
  ["dbt_expectations", [dbtExpectations]],
  ["fivetran_utils", [fivetranUtils]],
];

/** Paths of texts that are ours begin so: nobody can mend them in the repository. */
export const OURS = "<";

let shelves: ReadonlyMap<string, Shelf> | undefined;

/** The packages whose SQL we know the shape of, read once. */
export function knownPackages(): ReadonlyMap<string, Shelf> {
  return (shelves ??= new Map(
    TEXTS.map(([name, texts]) => [name, new Map(texts.flatMap((text) => macrosOf(name, text)))]),
  ));
}

function macrosOf(owner: string, text: string): readonly (readonly [string, BookMacro])[] {
  const { body, broken } = parse(text);
  if (broken !== undefined) throw new Error(`${owner}: ${broken.reason} at ${broken.offset}`);
  const source = { path: `${OURS}${owner}>`, text };
  return body.flatMap((node) => (node.kind === "macro" ? [[node.name, { node, source, owner }] as const] : []));
}
