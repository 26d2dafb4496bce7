import { type Answer, type Engine, EngineLost, type Question, type Script } from "../ports.ts";
import { Keeper, Lost } from "./keeper.ts";
import { Killers } from "./killers.ts";
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
  const own = { ...DEFAULT_LIMITS, ...limits };
  const keeper = new Keeper({ cacheDir, keepAfter }, own);
  const killers = await Killers.load(cacheDir, own);
  let last: Promise<unknown> = Promise.resolve();
  let closed = false;
  const ask = async (question: Question): Promise<Answer> => {
    const { question: fit, leftOut } = killers.leaveOut(question);
    if (closed) throw new EngineLost("the engine was closed");
    const answer = await keeper.ask(fit);
    return { ...answer, leftOut };
  };
  return {
    ask(question) {
      const answer = last.then(() => askTwice(ask, killers, question)).finally(() => killers.acquit());
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
async function askTwice(ask: Engine["ask"], killers: Killers, question: Question): Promise<Answer> {
  try {
    return await ask(question);
  } catch (error) {
    await learn(killers, question, error);
    if (!(error instanceof Lost)) throw error;
  }
  try {
    return await ask(question);
  } catch (error) {
    await learn(killers, question, error);
    throw error;
  }
}

async function learn(killers: Killers, { history, change }: Question, error: unknown): Promise<void> {
  if (!(error instanceof Lost) || error.at === undefined) return;
  const named = ({ id }: Script): boolean => id === error.at;
  const script = [...change, ...history].flatMap(({ up, down = [] }) => [...up, ...down]).find(named);
  if (script !== undefined) await killers.remember(script, error.message, error.span);
}
