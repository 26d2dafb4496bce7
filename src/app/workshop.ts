import { randomUUID } from "node:crypto";
import type { Database } from "../store/database.ts";
import { CHANNEL, finish, giveBack, type Held, outlook, postpone, settleDeliveries, take } from "../store/queue.ts";
import { beat, forgetDeliveries, inherit, leave, sweep } from "../store/workers.ts";
import type { Outcome, Work } from "./inbox.ts";
import { folded, type Job } from "./job.ts";
import type { Log } from "./log.ts";

export interface WorkshopOptions {
  readonly database: Database;
  readonly log: Log;
  readonly work: Work;
  /** Waited for before work is begun. */
  readonly quiet?: () => Promise<void>;
  readonly concurrency?: number;
  /** Pauses before another look, in milliseconds; when they are used up the job has failed. */
  readonly pauses?: readonly number[];
}

/** Lanes at a time. Of a review most is waiting for GitHub; what each holds in memory, and one thread for all, speak against more. */
const CONCURRENCY = 6;
const PAUSES = [1_000, 5_000, 30_000, 120_000, 600_000];
/** As often we look whether something was missed, and say that we are alive. */
const BEAT_MS = 5_000;
const SILENCE_MS = 30_000;
const RETRY_MS = 500;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const DELIVERIES_KEPT_DAYS = 30;
/** A job with which the process died that often runs alone, so that it takes no others with it; then it has failed. */
const SHY = 2;
const DEADLY = 8;
const ANY = 1_000_000;

/** Does what waits in the queue, several lanes at a time. */
export class Workshop {
  readonly #database: Database;
  readonly #log: Log;
  readonly #work: Work;
  readonly #quiet: () => Promise<void>;
  readonly #concurrency: number;
  readonly #pauses: readonly number[];
  readonly #me = randomUUID();
  readonly #running = new Map<Promise<void>, readonly Held[]>();
  #alone = false;
  #stopped = false;
  #asked = false;
  #untidy = false;
  /** Whether another look may find something: where a look found nothing, only what is told us can change that. */
  #more = true;
  #suspects = true;
  #fetching: Promise<void> | undefined;
  #alarm: NodeJS.Timeout | undefined;
  #alarmAt = Infinity;
  #heart: NodeJS.Timeout | undefined;
  #tidied = -Infinity;
  #swept = performance.now();
  #deaf = async (): Promise<void> => {};

  private constructor({
    database,
    log,
    work,
    quiet = async () => {},
    concurrency = CONCURRENCY,
    pauses = PAUSES,
  }: WorkshopOptions) {
    this.#database = database;
    this.#log = log;
    this.#work = work;
    this.#quiet = quiet;
    this.#concurrency = concurrency;
    this.#pauses = pauses;
  }

  /** Resolves when what the dead left behind is taken up. */
  static async open(options: WorkshopOptions): Promise<Workshop> {
    const shop = new Workshop(options);
    const { database } = options;
    // On PGlite there is nobody else: whatever is in a hand is in a dead one.
    if (database.kind === "pglite") await inherit(database, 0);
    shop.#deaf = await database.listen(CHANNEL, () => void shop.#fetch());
    await shop.#liveOn();
    shop.#heart = setInterval(() => void shop.#liveOn().catch((error: unknown) => shop.#missed(error)), BEAT_MS);
    return shop;
  }

  /** Starts nothing new and waits for what runs; what was not finished in time is anybody's. */
  async close(milliseconds: number): Promise<boolean> {
    this.#stopped = true;
    clearTimeout(this.#alarm);
    clearInterval(this.#heart);
    await this.#fetching;
    let late: NodeJS.Timeout | undefined;
    const inTime = await Promise.race([
      Promise.all(this.#running.keys()).then(() => true),
      new Promise<boolean>((resolve) => {
        late = setTimeout(() => resolve(false), milliseconds);
      }),
    ]);
    clearTimeout(late);
    await this.#deaf();
    try {
      await giveBack(this.#database, this.#me, []);
      await leave(this.#database, this.#me);
    } catch (error) {
      this.#missed(error);
    }
    return inTime;
  }

  async #liveOn(): Promise<void> {
    if (this.#database.kind === "postgres") {
      await beat(this.#database, this.#me);
      const left = await inherit(this.#database, SILENCE_MS);
      if (left > 0) this.#log.warn({ rows: left }, "took over what another process left behind");
      this.#suspects ||= left > 0;
    }
    await settleDeliveries(this.#database);
    if (this.#database.kind === "pglite" && performance.now() - this.#swept > MINUTE_MS) {
      await sweep(this.#database);
      this.#swept = performance.now();
    }
    if (performance.now() - this.#tidied > HOUR_MS) {
      await forgetDeliveries(this.#database, DELIVERIES_KEPT_DAYS);
      this.#tidied = performance.now();
    }
    this.#untidy = true;
    await this.#fetch();
  }

  /** Looks for work until there is none or no hand is free; asked meanwhile, it looks once more. */
  #fetch(): Promise<void> {
    this.#asked = true;
    this.#fetching ??= this.#fetchAll().finally(() => {
      this.#fetching = undefined;
    });
    return this.#fetching;
  }

  async #fetchAll(): Promise<void> {
    while (this.#asked && !this.#stopped) {
      this.#asked = false;
      this.#more = true;
      try {
        if (this.#untidy) await this.#tidy();
        await this.#fetchSome();
      } catch (error) {
        this.#untidy = true;
        this.#missed(error);
        this.#wakeIn(RETRY_MS);
      }
    }
  }

  /** An answer of the store may have been lost, and with it the knowledge that something is ours, or waits for its time. */
  async #tidy(): Promise<void> {
    const ours = [...this.#running.values()].flat().map(({ id }) => id);
    await giveBack(this.#database, this.#me, ours);
    const { next } = await outlook(this.#database);
    if (next !== undefined) this.#wakeIn(next);
    this.#untidy = false;
  }

  async #fetchSome(): Promise<void> {
    while (this.#more && !this.#alone && !this.#stopped && this.#running.size < this.#concurrency) {
      await this.#quiet();
      const free = this.#concurrency - this.#running.size;
      let rows = await take(this.#database, this.#me, free, SHY);
      if (rows.length === 0 && this.#running.size === 0 && this.#suspects) {
        rows = await take(this.#database, this.#me, 1, ANY);
        this.#alone = rows.length > 0;
        this.#suspects = this.#alone;
      }
      const lanes = Map.groupBy(rows, ({ lane }) => lane);
      for (const held of lanes.values()) this.#begin(held.toSorted((a, b) => a.id - b.id));
      this.#more = this.#alone || lanes.size === free;
    }
  }

  #begin(held: readonly Held[]): void {
    const ended = this.#run(held).then((more) => {
      this.#running.delete(ended);
      this.#alone = false;
      if (more || this.#more || this.#suspects) void this.#fetch();
    });
    this.#running.set(ended, held);
  }

  /** Resolves with whether more waits in its lane. */
  async #run(held: readonly Held[]): Promise<boolean> {
    const outcome = await this.#outcomeOf(held);
    for (;;) {
      const more = await this.#tell(held, outcome);
      if (more !== undefined) return more;
      if (this.#stopped) return false;
      // The job stays ours while the store is away: it was done, and only that is not written down yet.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }

  async #tell(held: readonly Held[], outcome: Outcome): Promise<boolean | undefined> {
    const pause = this.#pauses[Math.min(...held.map(({ attempt }) => attempt))];
    try {
      if (typeof outcome !== "object" || pause === undefined)
        return await finish(this.#database, this.#me, held, outcome === "done" ? "done" : "failed");
      const { after } = outcome;
      const wait = Math.max(pause, after);
      await postpone(this.#database, this.#me, held, { pause: wait, all: after > 0 });
      this.#wakeIn(wait);
      return after === 0;
    } catch (error) {
      this.#missed(error);
      return undefined;
    }
  }

  async #outcomeOf(held: readonly Held[]): Promise<Outcome> {
    const job = folded(held.map(({ pointer }) => pointer as Job));
    const delivery = [...new Set(held.map((row) => row.delivery))].join(" ");
    if (job === undefined) return "failed";
    if (Math.min(...held.map(({ crashes }) => crashes)) >= DEADLY) {
      this.#log.error({ delivery, job }, "given up: the process died each time that this ran");
      return "failed";
    }
    return this.#work(job, delivery).catch((error: unknown): Outcome => {
      this.#log.error({ err: error, delivery }, "failed");
      return "failed";
    });
  }

  /** Never later than it was meant to be already. */
  #wakeIn(milliseconds: number): void {
    const at = performance.now() + milliseconds + 1;
    if (this.#stopped || at >= this.#alarmAt) return;
    clearTimeout(this.#alarm);
    this.#alarmAt = at;
    this.#alarm = setTimeout(() => {
      this.#alarmAt = Infinity;
      void this.#fetch();
    }, at - performance.now());
  }

  #missed(error: unknown): void {
    this.#log.warn({ err: error }, "the store is away; asking again");
  }
}
