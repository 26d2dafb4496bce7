import type { Config } from "../../model/config.ts";
import type { ProofResult, ProofRows } from "../../model/observation.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import { type Engine, EngineLost } from "../../ports.ts";
import { learn } from "../../probe/answers.ts";
import { type Asked, staircase } from "../../probe/question.ts";
import { readyToRefuse } from "../../probe/refusals.ts";

/** What came of one migration: up, down, compared, and up again for those after it. */
export interface Climbed {
  readonly id: string;
  readonly root: string;
  readonly result: ProofResult;
  readonly detail: string;
  /** Catalog lines that the way down did not restore, `-` for lost and `+` for left over. */
  readonly differences: readonly string[];
  readonly rows: ProofRows;
  /** What of the history so far did not run, and what was refused; the last of a root says it all. */
  readonly notes: readonly string[];
}

/** A history is one folder, and its migrations in order. */
export interface Flight {
  readonly root: string;
  readonly tool: string;
  /** All of its migrations, and how many of them have a way down. */
  readonly migrations: number;
  readonly downs: number;
  readonly steps: readonly Asked[];
}

/** The histories of one commit, each with the last migrations that are to be proved. */
export async function flights(side: Snapshot, config: Config, last: number): Promise<readonly Flight[]> {
  await readyToRefuse();
  const steps = Map.groupBy(staircase(side, config, last), ({ root }) => root);
  const all = Map.groupBy(Object.values(side.facts.migration), ({ root }) => root);
  return [...steps].map(([root, own]) => {
    const migrations = all.get(root) ?? [];
    return {
      root,
      tool: migrations[0]?.tool ?? "",
      migrations: migrations.length,
      downs: migrations.filter(({ down }) => down !== undefined).length,
      steps: own,
    };
  });
}

/** One step of the staircase. Without any way down in its history the engine has nothing to show, and is not asked. */
export async function climb(asked: Asked, { root, downs }: Flight, side: Snapshot, engine: Engine): Promise<Climbed> {
  const id = asked.question.change[0]?.id ?? "";
  const unproved = (detail: string): Climbed => ({
    id,
    root,
    result: "not-provable",
    detail,
    differences: [],
    rows: { result: "unseen", lost: [] },
    notes: [],
  });
  if (downs === 0) return unproved("no way down to run");
  try {
    const { facts, gaps } = learn(asked, await engine.ask(asked.question), side, side);
    const proof = facts.find((fact) => fact.kind === "proof");
    if (proof === undefined) return unproved("the embedded PostgreSQL gave no answer");
    const { result, detail, differences, rows } = proof;
    const notes = gaps.map(({ place, reason }) => `${place.path}:${place.line}: ${reason}`);
    return { id, root, result, detail, differences, rows, notes };
  } catch (error) {
    if (!(error instanceof EngineLost)) throw error;
    return unproved(`the embedded PostgreSQL could not be asked: ${error.message}`);
  }
}
