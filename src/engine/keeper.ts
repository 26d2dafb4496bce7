import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { type Answer, EngineLost, type Question } from "../ports.ts";
import type { Span } from "./killers.ts";
import type { Limits } from "./limits.ts";
import type { Asked, Phase, Told, WorkerSetup } from "./protocol.ts";

/** The same file, stripped on the fly from a checkout and compiled in a package. */
const WORKER = new URL(`./worker${extname(import.meta.url)}`, import.meta.url);
const LOOK_EVERY = 50;

/** A machine that does other things as well makes everything late: what counts is work done, and waiting only in the end. */
const PATIENCE = 5;

/** What had been used until then: milliseconds of work and by the clock, bytes. */
interface Moment {
  readonly work: number;
  readonly wall: number;
  readonly memory: number;
}

const moment = (): Moment => {
  const { user, system } = process.cpuUsage();
  return { work: (user + system) / 1000, wall: performance.now(), memory: process.memoryUsage.rss() };
};

/** Lost, and at which statement, and how long to hold it against that one. */
export class Lost extends EngineLost {
  readonly at: string | undefined;
  readonly span: Span;

  constructor(reason: string, at: string | undefined, span: Span) {
    super(reason);
    this.at = at;
    this.span = span;
  }
}

/** Keeps one worker: asks it, watches its time and memory, and kills it when it goes over. */
export class Keeper {
  readonly #setup: WorkerSetup;
  readonly #limits: Limits;
  #worker: Worker | undefined;
  /** The process's memory before the worker was born. */
  #floor = 0;

  constructor(setup: WorkerSetup, limits: Limits) {
    this.#setup = setup;
    this.#limits = limits;
  }

  async ask(question: Question): Promise<Answer> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    let phase: Phase = "start";
    let since = moment();
    let at: string | undefined;
    let own = since;
    let running = false;
    // what breaks between two statements, in a question of ours, may be the work of any of them
    const lose = (reason: string, span: Span): void => reject(new Lost(reason, at, running ? span : "question"));
    const heard = (told: Told): void => {
      if (told.told === "answer") return resolve(told.answer);
      if (told.told === "fault") return lose(`the engine broke: ${told.reason}`, "question");
      if (told.told === "theirs") {
        running = told.running;
        own = moment();
        return;
      }
      if (told.phase !== phase) since = moment();
      phase = told.phase;
      at = told.script;
    };
    const broke = (error: Error): void => lose(`the engine broke: ${error.message}`, "engine");
    const left = (): void => lose("the engine ended by itself", "engine");
    const watch = setInterval(() => {
      const limit = this.#limits[phase];
      const { memory } = this.#limits;
      const now = moment();
      const tooLong = `the engine went over its limit of ${limit / 1000} s (${phase})`;
      if (now.work - since.work > limit) lose(tooLong, now.work - own.work > limit / 2 ? "for good" : "question");
      else if (now.wall - since.wall > limit * PATIENCE)
        lose(tooLong, now.wall - own.wall > (limit * PATIENCE) / 2 ? "engine" : "question");
      else if (now.memory - this.#floor > memory)
        lose(
          `the engine went over its limit of ${Math.round(memory / 1e6)} MB of memory (${phase})`,
          now.memory - own.memory > memory / 3 ? "for good" : "question",
        );
    }, LOOK_EVERY);
    worker.on("message", heard).on("error", broke).on("exit", left);
    try {
      worker.postMessage({ question } satisfies Asked, []);
      return await promise;
    } catch (error) {
      await this.close();
      throw error;
    } finally {
      clearInterval(watch);
      worker.off("message", heard).off("error", broke).off("exit", left);
      // an engine that nobody waits for must not keep the process alive
      worker.unref();
    }
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    this.#floor = process.memoryUsage.rss();
    return new Worker(WORKER, {
      workerData: this.#setup,
      env: {},
      execArgv: [],
      stdin: false,
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 64, stackSizeMb: 4 },
    });
  }
}
