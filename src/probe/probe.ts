import type { Change } from "../model/change.ts";
import type { Config } from "../model/config.ts";
import type { Fact, Gap } from "../model/fact.ts";
import type { Snapshot } from "../model/snapshot.ts";
import { type Engine, EngineLost } from "../ports.ts";
import { learn, lost } from "./answers.ts";
import { questions } from "./question.ts";
import { readyToRefuse } from "./refusals.ts";

/** Asks the engine what the change's migrations do, and says what was learnt and what was not. */
export async function probe(
  base: Snapshot,
  head: Snapshot,
  changes: readonly Change[],
  config: Config,
  engine: Engine,
): Promise<{ facts: Fact[]; gaps: Gap[]; notes: string[] }> {
  const facts: Fact[] = [];
  const gaps: Gap[] = [];
  const notes: string[] = [];
  await readyToRefuse();
  for (const asked of questions(base, head, changes, config)) {
    try {
      const learnt = learn(asked, await engine.ask(asked.question), base, head);
      facts.push(...learnt.facts);
      gaps.push(...learnt.gaps);
      notes.push(...learnt.notes);
    } catch (error) {
      if (!(error instanceof EngineLost)) throw error;
      gaps.push(lost(asked, error.message, head));
    }
  }
  return { facts, gaps, notes };
}
