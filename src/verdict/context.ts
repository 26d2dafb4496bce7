import type { Change } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Model } from "../model/dbt.ts";
import type { Finding } from "../model/finding.ts";
import { type Grants, noGrants } from "../model/grant.ts";
import type { Operation } from "../model/migration.ts";
import type { Place, Side } from "../model/place.ts";
import type { Consumer } from "../model/consumer.ts";
import type { ModelOutput } from "../model/model-output.ts";
import type { QueryEdit } from "../model/query-edit.ts";
import type { Contents, Context, PlanRows } from "../model/rule.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Subject } from "../model/subject.ts";

/** The text of a file on head. */
export type TextOf = (path: string) => string | undefined;
/** Who reads what, and what models give: handed in, since judging knows no lineage. */
export interface Lineage {
  readonly readersOf: ReadersOf;
  readonly outputOf: (snapshot: Snapshot, model: string) => ModelOutput | undefined;
  readonly editsOf: EditsOf;
}

export type EditsOf = (
  before: Model,
  after: Model,
  sides: { readonly base: Snapshot; readonly head: Snapshot },
  way: "full" | "increment",
) => readonly QueryEdit[] | undefined;

export type ReadersOf = (snapshot: Snapshot, subject: Subject) => readonly Consumer[];

export type RowsOf = (context: Context, found: readonly Finding[]) => PlanRows;

const NO_ROWS: PlanRows = { subjects: () => [], isSpent: () => false, speaksOf: () => false };
const NOTHING: Contents = { statements: [], operations: [] };

/** Migration → its statements and operations: rules ask for them migration by migration, and histories are long. */
function contents({ facts }: Snapshot): ReadonlyMap<string, Contents> {
  const statements = Map.groupBy(Object.values(facts.statement), ({ migration }) => migration);
  const operations = Map.groupBy(Object.values(facts.operation), ({ migration }) => migration);
  const all = [...new Set([...statements.keys(), ...operations.keys()])];
  return new Map(
    all.map((id) => [
      id,
      {
        statements: (statements.get(id) ?? []).toSorted((a, b) => a.index - b.index),
        operations: operations.get(id) ?? [],
      },
    ]),
  );
}

/** What the rules may know. Who reads what is handed in, since judging knows no lineage. */
export function context(
  base: Snapshot,
  head: Snapshot,
  changes: readonly Change[],
  config: Config,
  today: string,
  { readersOf, outputOf, editsOf }: Lineage,
  textOf: TextOf,
  ruleNames: ReadonlyMap<string, string> = new Map(),
  firstSeen: Readonly<Record<string, string>> = {},
  rowsOf: RowsOf = () => NO_ROWS,
  grants: Grants = noGrants,
): Context {
  const came = new Set<string>();
  for (const change of changes) if (change.kind === "migration.added") came.add(change.after.id);
  const sides: { base?: ReadonlyMap<string, Contents>; head?: ReadonlyMap<string, Contents> } = {};
  // Where an edited migration runs, what its own file creates above was not there before.
  const bornHere = (born: string | undefined, { migration }: Operation): boolean =>
    born !== undefined && (born === migration || came.has(born));
  const world: Context = {
    base,
    head,
    changes,
    config,
    today,
    bornHere,
    within(migration, side) {
      sides[side] ??= contents(side === "base" ? base : head);
      return sides[side].get(migration) ?? NOTHING;
    },
    existed: (operation) => !bornHere(operation.relationBorn, operation),
    engine: (migration) => (head.facts.migration[migration] ?? base.facts.migration[migration])?.dialect ?? "postgres",
    observed(operation) {
      const seen = head.facts.observation[`observation:${operation.statement}`];
      return seen !== undefined && config.postgresVersion >= seen.engine ? seen : undefined;
    },
    ruleNames,
    firstSeen,
    grants,
    line: (path, number) => textOf(path)?.split(/\r?\n/)[number - 1],
    readers: (subject: Subject, side: Side) => readersOf(side === "base" ? base : head, subject),
    output: (model, side) => outputOf(side === "base" ? base : head, model),
    edits: (before, after, way = "full") => editsOf(before, after, { base, head }, way),
    rowsOf: (found) => rowsOf(world, found),
  };
  return world;
}

/** Is the place inside a file that the pull request adds or changes? */
export const changedFile = (base: Snapshot, head: Snapshot, place: Place): boolean =>
  head.files[place.path] !== base.files[place.path] || !(place.path in head.files);
