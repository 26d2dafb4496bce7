import type { AddressInfo } from "node:net";
import type { Probot } from "probot";
import { etagMemory } from "../github/etag-memory.ts";
import { objectMemory } from "../github/repository.ts";
import type { Database } from "../store/database.ts";
import type { FindAnswer } from "./answer.ts";
import { createProbot, installationClient } from "./clients.ts";
import { durableInbox } from "./durable-inbox.ts";
import { identify } from "./identify.ts";
import { dataplan } from "./index.ts";
import type { Log } from "./log.ts";
import { metricsDoor } from "./metrics/door.ts";
import { processGauges, storeGauges } from "./metrics/gauges.ts";
import { createMeters } from "./metrics/meters.ts";
import { paces } from "./pace.ts";
import { perform } from "./perform.ts";
import { recall } from "./recall.ts";
import { createReceiver } from "./receiver.ts";
import { openSite } from "./pages/site.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { type RoundName, startRounds } from "./rounds/start-rounds.ts";
import { Workshop } from "./workshop.ts";

export interface Running {
  readonly url: string;
  /** Resolves when all that was accepted is done. */
  settled(): Promise<void>;
  /** What is otherwise done when it is due: a look at what webhooks did not tell. */
  round(name: RoundName, now: Date): Promise<void>;
  /** Takes nothing new and finishes what runs; false when that was not done in time. */
  stop(milliseconds: number): Promise<boolean>;
}

export interface Parts {
  readonly settings: Settings;
  readonly log: Log;
  /** Migrated; whoever opened it closes it. */
  readonly database: Database;
  readonly answer: FindAnswer;
  readonly patience?: number;
  readonly pauses?: readonly number[];
  readonly version?: string;
  /** False: rounds are run only when one asks for them. */
  readonly timers?: boolean;
}

const DAY_MS = 24 * 3_600_000;

/** Puts the App together: receiver → Probot → inbox → work. */
export async function start(parts: Parts): Promise<Running> {
  const { settings, log, database, answer, patience = 2_000, pauses, timers = true } = parts;
  const meters = createMeters();
  const own = processGauges({ role: settings.role, version: parts.version ?? "unknown" });
  const probot = await createProbot(settings, log, meters).ready();
  let us = await identify(probot, settings.appId, log);
  const etags = etagMemory();
  const pace = settings.throttle ? paces(database) : undefined;
  const client = (installation: number) => installationClient(probot, installation, etags, pace?.(installation));
  const inbox = durableInbox({ database, duplicate: () => meters.duplicate() });
  await probot.load(dataplan(inbox, () => us, log));
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
    keep: async ({ id, event, payload }) => {
      // Not waited for: the sender is answered whether or not GitHub's API is there.
      if (us.slug === undefined)
        void identify(probot, settings.appId, log).then(
          (known) => (us = known),
          (error: unknown) => log.error({ err: error }, "GitHub does not know this App"),
        );
      await probot.receive({ id, name: event, payload } as Parameters<Probot["receive"]>[0]);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(
        new SettingsError([
          `Unexpected HOST and PORT, expected an address to listen on, found ${settings.host}:${settings.port} (${error.code ?? error.message})`,
        ]),
      ),
    );
    server.listen(settings.port, settings.host, resolve);
  });
  // Last, since what is at work must not be left alone by a start that fails.
  const workshop = await Workshop.open({
    database,
    log,
    ...(pauses === undefined ? {} : { pauses }),
    work: perform({
      log,
      meters,
      answer,
      patience,
      database,
      objects: objectMemory(),
      recall: recall(),
      ...(site === undefined ? {} : { shelf: site.shelf }),
      client,
      asApp: () => probot.auth(),
      us: () => us,
      enqueue: (delivery, jobs) => inbox.follow(delivery, jobs),
    }),
  });
  const daily = setInterval(
    () =>
      void identify(probot, settings.appId, log).catch((error: unknown) =>
        log.error({ err: error }, "GitHub does not know this App"),
      ),
    DAY_MS,
  ).unref();
  const rounds = startRounds(
    {
      log,
      database,
      us: () => us,
      app: () => probot.auth(),
      client,
      accept: (source, jobs) => inbox.accept(source, jobs),
    },
    { timers, ran: (name, found) => meters.round(name, found) },
  );
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    settled: () => inbox.settled(),
    round: (name, now) => rounds.run(name, now),
    async stop(milliseconds) {
      clearInterval(daily);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await rounds.stop();
      inbox.close();
      const inTime = await workshop.close(milliseconds);
      server.closeAllConnections();
      await closed;
      return inTime;
    },
  };
}
