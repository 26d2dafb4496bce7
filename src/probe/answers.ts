import type { Fact, Gap } from "../model/fact.ts";
import type { Migration } from "../model/migration.ts";
import type { Proof } from "../model/observation.ts";
import type { Place } from "../model/place.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Answer, Question, StatementAnswer } from "../ports.ts";
import type { Asked } from "./question.ts";

export interface Learnt {
  readonly facts: readonly Fact[];
  readonly gaps: readonly Gap[];
  readonly notes: readonly string[];
}

const READER = "probe";
const MANY = 3;

/** What the engine answered, as facts that key by statement and by migration. */
export function learn({ root, question }: Asked, answer: Answer, base: Snapshot, head: Snapshot): Learnt {
  const facts: Fact[] = [];
  const gaps: Gap[] = [];
  const notes: string[] = [];
  const refused = new Map(
    [...question.change, ...question.history]
      .flatMap(({ up, down = [] }) => [...up, ...down])
      .flatMap((script) => (script.refused === undefined ? [] : [[script.id, script.refused] as const])),
  );
  const leftOut = new Map(answer.leftOut.map(({ id, reason }) => [id, reason]));
  for (const { id, statements, result, detail, differences, rows, again } of answer.migrations) {
    const migration = head.facts.migration[id];
    if (migration === undefined) continue;
    const unseen: StatementAnswer[] = [];
    for (const seen of statements) {
      const statement = head.facts.statement[seen.id];
      if (statement === undefined) continue;
      const { locks, rewrote, scanned, removed, error, skipped } = seen;
      if (skipped === undefined)
        facts.push({
          kind: "observation",
          id: `observation:${seen.id}`,
          place: statement.place,
          migration: id,
          statement: seen.id,
          engine: answer.engine,
          locks,
          rewrote,
          scanned,
          removed,
          ...(error === undefined ? {} : { error }),
        });
      else if (leftOut.has(seen.id)) gaps.push(statementLost(statement.place, skipped));
      else if (refused.has(seen.id)) gaps.push(statementRefused(statement.place, skipped));
      else unseen.push(seen);
    }
    facts.push({
      kind: "proof",
      id: `proof:${id}`,
      place: migration.place,
      migration: id,
      ...judged(question, id, { result, detail }),
      differences,
      rows,
      ...(again === undefined ? {} : { again }),
    });
    if (unseen.length > 0) notes.push(unobserved(migration, unseen));
  }
  // a statement of the way down leaves no answer of its own
  for (const { down = [] } of question.change)
    for (const { id, refused: reason } of down) {
      const statement = head.facts.statement[id];
      const lost = leftOut.get(id);
      if (statement === undefined) continue;
      if (reason !== undefined) gaps.push(statementRefused(statement.place, reason));
      else if (lost !== undefined) gaps.push(statementLost(statement.place, lost));
    }
  const hole = historyUnreplayed(root, answer, base);
  if (hole !== undefined) gaps.push(hole);
  return { facts, gaps, notes };
}

type Judged = Pick<Proof, "result" | "detail">;

/** A way down that PostgreSQL's own grammar refuses fails; that it was not run for that reason makes it no better. */
function judged({ change }: Question, id: string, proof: Judged): Judged {
  const down = change.find((migration) => migration.id === id)?.down ?? [];
  const wrong = down.find((script) => script.id.startsWith("statement-unread:"))?.refused;
  if (proof.result !== "not-provable" || wrong === undefined || !proof.detail.includes(wrong)) return proof;
  return { result: "fails", detail: `the way down fails: ${wrong.replace(/^not read: /, "")}` };
}

const statementRefused = (place: Place, reason: string): Gap => ({
  kind: "gap",
  reader: READER,
  key: "statement-refused",
  place,
  reason: `the embedded PostgreSQL was not given this statement: ${reason}`,
});

const statementLost = (place: Place, reason: string): Gap => ({
  kind: "gap",
  reader: READER,
  key: "statement-lost",
  place,
  reason: `the embedded PostgreSQL does not come back from this statement: ${reason}`,
});

const unobserved = (migration: Migration, unseen: readonly StatementAnswer[]): string =>
  `${count(unseen.length, "statement")} of \`${migration.up}\` ${unseen.length === 1 ? "was" : "were"} not observed: ${unseen[0]?.skipped ?? ""}`;

function historyUnreplayed(root: string, { unreplayed }: Answer, base: Snapshot): Gap | undefined {
  if (unreplayed.length === 0) return undefined;
  const places = unreplayed.map(({ id }) => base.facts.statement[id]?.place ?? base.facts.migration[id]?.place);
  const place = places.find((one) => one !== undefined) ?? { path: root === "" ? "." : root, line: 1 };
  const reasons = [...new Set(unreplayed.map(({ reason }) => reason))];
  const shown = reasons.slice(0, MANY).join("; ");
  const more = reasons.length > MANY ? `; and ${reasons.length - MANY} more` : "";
  return {
    kind: "gap",
    reader: READER,
    key: "history-unreplayed",
    place,
    reason: `${count(unreplayed.length, "statement")} of the history did not run in the embedded PostgreSQL: ${shown}${more}`,
  };
}

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;

/** The engine had to be killed: what this root's migrations do is not known by running them. */
export function lost({ root, question }: Asked, reason: string, head: Snapshot): Gap {
  const first = question.change[0]?.id ?? "";
  const place = head.facts.migration[first]?.place ?? { path: root === "" ? "." : root, line: 1 };
  return {
    kind: "gap",
    reader: READER,
    key: "engine-lost",
    place,
    reason: `the embedded PostgreSQL could not be asked about the migrations of this folder: ${reason}`,
  };
}
