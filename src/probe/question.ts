import type { Change } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Gap } from "../model/fact.ts";
import type { Migration, Statement } from "../model/migration.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { MigrationScript, Question, Script } from "../ports.ts";
import { refusal } from "./refusals.ts";

/** A question about one history, and where its root lies. */
export interface Asked {
  readonly root: string;
  readonly question: Question;
}

/** Texts that are no statement for the engine either. */
const UNREAD = new Set([
  "statement-unread",
  "template-placeholder",
  "psql-command",
  "change-unknown",
  "program-unknown",
]);

/**
 * One question for the migrations that a root gains, asked on everything that base has; one more for each migration that was
 * edited, asked on what stood before it. What was only moved is history, what was removed never ran.
 */
export function questions(
  base: Snapshot,
  head: Snapshot,
  changes: readonly Change[],
  config: Config,
): readonly Asked[] {
  const { added, edited, removed } = touched(base, head, changes);
  const before = scripts(base);
  const after = scripts(head);
  const ask = (root: string, history: readonly Migration[], change: readonly Migration[]): Asked => ({
    root,
    question: { defaultSchema: config.defaultSchema, history: history.map(before), change: change.map(after) },
  });
  const asked: Asked[] = [];
  const heads = Object.values(head.facts.migration)
    .filter(({ dialect }) => dialect === undefined)
    .sort(byOrder);
  for (const root of new Set([...added, ...edited.keys()].map(({ root }) => root))) {
    const history = Object.values(base.facts.migration)
      .filter(({ id, dialect, root: at }) => at === root && dialect === undefined && !removed.has(id))
      .sort(byOrder);
    for (const migration of heads) {
      if (!edited.has(migration) || migration.root !== root) continue;
      const at = history.findIndex(({ id }) => id === edited.get(migration));
      asked.push(ask(root, history.slice(0, Math.max(at, 0)), [migration]));
    }
    const gained = heads.filter((migration) => added.has(migration) && migration.root === root);
    if (gained.length > 0) asked.push(ask(root, history, gained));
  }
  return asked;
}

/**
 * Each of the last migrations of each root as a question of its own, in order, on all that stood before it: every history
 * extends the one before, so that a warm engine replays one migration a question.
 */
export function* staircase(side: Snapshot, config: Config, last = Infinity): Iterable<Asked> {
  const script = scripts(side);
  const own = Object.values(side.facts.migration).filter(({ dialect }) => dialect === undefined);
  const roots = Map.groupBy(own.sort(byOrder), ({ root }) => root);
  for (const [root, migrations] of [...roots].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const steps = migrations.map(script);
    for (let at = Math.max(0, steps.length - last); at < steps.length; at++)
      yield {
        root,
        question: {
          defaultSchema: config.defaultSchema,
          history: steps.slice(0, at),
          change: steps.slice(at, at + 1),
          proofOnly: true,
        },
      };
  }
}

interface Touched {
  readonly added: ReadonlySet<Migration>;
  /** On head, with the id under which base has it. */
  readonly edited: ReadonlyMap<Migration, string>;
  readonly removed: ReadonlySet<string>;
}

function touched(base: Snapshot, head: Snapshot, changes: readonly Change[]): Touched {
  const gone = new Map<string, Migration>();
  for (const change of changes)
    if (change.kind === "migration.removed") gone.set(`${change.before.root}\0${change.before.hash}`, change.before);
  const added = new Set<Migration>();
  const edited = new Map<Migration, string>();
  for (const change of changes) {
    // The engine is PostgreSQL: it is never asked about another database's migrations.
    if ("after" in change && change.after.kind === "migration" && change.after.dialect !== undefined) continue;
    if (change.kind === "migration.added") {
      const moved = gone.delete(`${change.after.root}\0${change.after.hash}`);
      if (!moved) added.add(change.after);
    } else if (
      change.kind === "migration.altered" &&
      // a file that only got another name says what it said
      change.fields.some((field) => field === "hash" || (field === "down" && change.before.id === change.after.id))
    )
      edited.set(change.after, change.before.id);
    else if (change.kind === "statement.added" || change.kind === "statement.altered") {
      const migration = head.facts.migration[change.after.migration];
      const same = change.kind === "statement.altered" && !change.fields.includes("sql");
      if (
        migration?.dialect === undefined &&
        migration !== undefined &&
        base.facts.migration[migration.id] !== undefined &&
        !same
      )
        edited.set(migration, migration.id);
    }
  }
  return { added, edited, removed: new Set([...gone.values()].map(({ id }) => id)) };
}

const byOrder = (a: Migration, b: Migration): number => a.order - b.order;

/** Migration → its scripts, with what could not be read standing at its place, so that the engine knows of the hole. */
function scripts(side: Snapshot): (migration: Migration) => MigrationScript {
  const statements = Map.groupBy(Object.values(side.facts.statement), ({ migration }) => migration);
  const holes = Map.groupBy(
    side.gaps.filter((gap) => UNREAD.has(gap.key)),
    ({ place }) => place.path,
  );
  return (migration) => {
    const own = statements.get(migration.id) ?? [];
    const gaps = (path: string): readonly Placed[] =>
      (holes.get(path) ?? []).filter((gap) => (gap.migration ?? migration.id) === migration.id).map(hole);
    const way = (direction: "up" | "down", path: string): readonly Script[] => {
      const run = own.filter((statement) => statement.direction === direction).sort((a, b) => a.index - b.index);
      const paths = new Set([path, ...run.map(({ place }) => place.path)]);
      // one file may hold both ways: then a hole in it is a hole in both
      return filled(run.map(runnable), [...paths].flatMap(gaps));
    };
    const { id, transaction, up, down } = migration;
    return { id, transaction, up: way("up", up), ...(down === undefined ? {} : { down: way("down", down) }) };
  };
}

interface Placed {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly script: Script;
}

/** Statements in the order in which they run, which need not be that of the file; each hole stands before what follows it there. */
function filled(statements: readonly Placed[], gaps: readonly Placed[]): readonly Script[] {
  const order = [...statements];
  for (const gap of gaps) {
    const after = (one: Placed): boolean =>
      one.path === gap.path && (one.line > gap.line || (one.line === gap.line && one.column > gap.column));
    const at = order.findIndex(after);
    order.splice(at < 0 ? order.length : at, 0, gap);
  }
  return order.map(({ script }) => script);
}

function runnable({ id, sql, place }: Statement): Placed {
  const refused = refusal(sql);
  return {
    path: place.path,
    line: place.line,
    column: place.column ?? 0,
    script: { id, sql, ...(refused === undefined ? {} : { refused }) },
  };
}

const hole = ({ place, key, reason, statement = "" }: Gap): Placed => ({
  path: place.path,
  line: place.line,
  column: place.column ?? 0,
  script: {
    id: `${key}:${place.path}:${place.line}:${place.column ?? 0}`,
    sql: statement,
    refused: `not read: ${reason}`,
  },
});
