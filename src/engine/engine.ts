import { type Answer, type Engine, EngineLost, type MigrationScript, type Question, type Script } from "../ports.ts";
import { Keeper, Lost } from "./keeper.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";

export interface EngineOptions {
  /** Where the prepared data directory is kept between processes. */
  readonly cacheDir: string;
  readonly limits?: Partial<Limits>;
  /** Milliseconds; a replay that took longer is kept in `cacheDir` as well. */
  readonly keepAfter?: number;
}

/** An embedded PostgreSQL in a worker thread. It starts with the first question and answers one at a time. */
export async function startEngine({ cacheDir, limits, keepAfter = 1000 }: EngineOptions): Promise<Engine> {
  const keeper = new Keeper({ cacheDir, keepAfter }, { ...DEFAULT_LIMITS, ...limits });
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const askOpen = (question: Question): Promise<Answer> =>
    closed ? Promise.reject(new EngineLost("the engine was closed")) : keeper.ask(question);
  return {
    ask(question) {
      const answer = last.then(() => askTwice(askOpen, question));
      last = answer.catch(() => undefined);
      return answer;
    },
    async close() {
      closed = true;
      await keeper.close();
    },
  };
}

/** A second time in a new worker, without the statement at which the first one was lost. */
async function askTwice(ask: Engine["ask"], question: Question): Promise<Answer> {
  try {
    return await ask(question);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    return ask(error.at === undefined ? question : without(question, error.at, error.message));
  }
}

function without(question: Question, id: string, refused: string): Question {
  const scripts = (all: readonly Script[]): readonly Script[] =>
    all.map((script) => (script.id === id ? { ...script, refused } : script));
  const migration = (one: MigrationScript): MigrationScript => ({
    ...one,
    up: scripts(one.up),
    ...(one.down === undefined ? {} : { down: scripts(one.down) }),
  });
  return { ...question, history: question.history.map(migration), change: question.change.map(migration) };
}
