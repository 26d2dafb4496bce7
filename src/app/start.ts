import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Probot, ProbotOctokit } from "probot";
import { etagMemory } from "../github/etag-memory.ts";
import { objectMemory } from "../github/repository.ts";
import { ledger } from "../store/ledger.ts";
import type { Database } from "../store/database.ts";
import type { FindAnswer } from "./answer.ts";
import { Clock } from "./clock.ts";
import { createProbot, scopedClient } from "./clients.ts";
import { durableInbox } from "./durable-inbox.ts";
import { Granted } from "./granted.ts";
import { identify } from "./identify.ts";
import { dataplan } from "./index.ts";
import type { Log } from "./log.ts";
import { metricsDoor } from "./metrics/door.ts";
import { processGauges, storeGauges } from "./metrics/gauges.ts";
import { createMeters } from "./metrics/meters.ts";
import { paces } from "./pace.ts";
import { perform } from "./perform.ts";
import { notReady } from "./readiness.ts";
import { recall } from "./recall.ts";
import { createReceiver } from "./receiver.ts";
import { openSite } from "./pages/site.ts";
import type { Scope } from "./scope.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { type RoundName, startRounds } from "./rounds/start-rounds.ts";
import { Tokens } from "./tokens.ts";
import { utcDay } from "./utc-day.ts";
import { Workshop } from "./workshop.ts";

export interface Running {
  readonly url: string;
  /** Resolves when all that was accepted is done. */
  settled(): Promise<void>;
  /** What is otherwise done when it is due: a look at what webhooks did not tell. */
  round(name: RoundName, now: Date): Promise<void>;
  /** Fetches no more work and finishes what runs; false when that was not done in time, and is anybody's. */
  stop(milliseconds: number): Promise<boolean>;
}

export interface Parts {
  readonly settings: Settings;
  readonly log: Log;
  /** Migrated; whoever opened it closes it. */
  readonly database: Database;
  readonly answer: FindAnswer;
  /** ISO date; the clock's, where none is given. */
  readonly today?: () => string;
  /** Milliseconds by which something just seen grows old; the machine's, where none is given. */
  readonly now?: () => number;
  readonly patience?: number;
  /** Before another look, and before a token that was just made is tried again; in milliseconds. */
  readonly pauses?: readonly number[];
  readonly version?: string;
  /** False: rounds are run only when one asks for them. */
  readonly timers?: boolean;
}

const DAY_MS = 24 * 3_600_000;
const CLOCK_IS_OLD_MS = 300_000;
const LAST_WORDS_MS = 1_000;

/** Puts the App together: receiver → Probot → inbox → workshop → work. What each process does of it says its role. */
export async function start(parts: Parts): Promise<Running> {
  const { settings, log, database, answer, today = utcDay, patience = 2_000, pauses, timers = true } = parts;
  const { now = () => performance.now() } = parts;
  const meters = createMeters();
  const own = processGauges({ role: settings.role, version: parts.version ?? "unknown" });
  const clock = new Clock();
  const probot = await createProbot(settings, log, clock, meters).ready();
  let us = await identify(probot, settings.appId, log);
  let stopping = false;
  // Not waited for: nobody's answer hangs on whether GitHub's API is there.
  const askAgain = (): void =>
    void identify(probot, settings.appId, log).then(
      (known) => (us = known),
      (error: unknown) => log.error({ err: error }, "GitHub does not know this App"),
    );
  const etags = etagMemory();
  const pace = settings.throttle ? paces(database) : undefined;
  const asApp = (): Promise<ProbotOctokit> => probot.auth();
  const granted = new Granted(asApp, now);
  const tokens = new Tokens(asApp, granted);
  const client = (scope: Scope) =>
    scopedClient(scope, { probot, tokens, etags, pace: pace?.(scope.installation), pauses });
  const inbox = durableInbox({ database, duplicate: () => meters.duplicate() });
  const seen = recall(now);
  await probot.load(dataplan(inbox, () => us, log, seen));
  const site = openSite(settings.page, database, inbox);
  const metrics = metricsDoor(settings.metricsToken, async () => [
    ...meters.families,
    ...(await storeGauges(database)),
    ...own(),
  ]);
  const server = createReceiver({
    show: async (request, response) =>
      (await metrics(request, response)) || ((await site?.show(request, response)) ?? false),
    secret: settings.webhookSecret,
    ...(settings.webhookSecretPrevious === undefined ? {} : { previousSecret: settings.webhookSecretPrevious }),
    seen: (event, result, milliseconds) => meters.delivery(event, result, milliseconds / 1_000),
    signedBefore: () => meters.previousSecret(),
    appId: settings.appId,
    log,
    async notReady() {
      if (clock.age > CLOCK_IS_OLD_MS) askAgain();
      return notReady({ database, privateKey: settings.privateKey, clock, stopping: () => stopping });
    },
    ...(settings.role === "worker"
      ? {}
      : {
          async keep({ id, event, payload }) {
            if (us.slug === undefined) askAgain();
            await probot.receive({ id, name: event, payload } as Parameters<Probot["receive"]>[0]);
          },
        }),
  });
  await listen(server, settings);
  const work = perform({
    log,
    meters,
    answer,
    patience,
    database,
    ledger: ledger(database),
    today,
    objects: objectMemory(),
    recall: seen,
    ...(site === undefined ? {} : { shelf: site.shelf }),
    client,
    granted: (installation) => granted.of(installation),
    forgetGranted: (installation) => tokens.forget(installation),
    asApp,
    us: () => us,
    enqueue: (delivery, jobs) => inbox.follow(delivery, jobs),
  });
  // Last, since what is at work must not be left alone by a start that fails.
  const workshop =
    settings.role === "web"
      ? undefined
      : await Workshop.open({
          database,
          log,
          work,
          quiet: () => inbox.quiet(),
          ...(pauses === undefined ? {} : { pauses }),
        });
  const daily = setInterval(askAgain, DAY_MS).unref();
  const rounds = startRounds(
    {
      log,
      database,
      us: () => us,
      app: asApp,
      client,
      accept: (source, jobs) => inbox.accept(source, jobs),
    },
    { timers: timers && settings.role !== "web", ran: (name, found) => meters.round(name, found) },
  );
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    settled: () => inbox.settled(),
    round: (name, now) => rounds.run(name, now),
    async stop(milliseconds) {
      stopping = true;
      clearInterval(daily);
      await rounds.stop();
      // Deliveries are still kept meanwhile: whoever comes next finds them in the store.
      const inTime = (await workshop?.close(milliseconds)) ?? true;
      inbox.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const late = setTimeout(() => server.closeAllConnections(), LAST_WORDS_MS);
      await closed;
      clearTimeout(late);
      return inTime;
    },
  };
}

const listen = (server: Server, { host, port }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new SettingsError([
          `Unexpected HOST and PORT, expected an address to listen on, found ${host}:${port} (${error.code ?? error.message})`,
        ]),
      ),
    );
    server.listen(port, host, resolve);
  });
