import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Probot } from "probot";
import { etagMemory } from "../github/etag-memory.ts";
import { objectMemory } from "../github/repository.ts";
import type { Database } from "../store/database.ts";
import type { FindAnswer } from "./answer.ts";
import { Clock } from "./clock.ts";
import { createProbot, installationClient } from "./clients.ts";
import { durableInbox } from "./durable-inbox.ts";
import { identify } from "./identify.ts";
import { dataplan } from "./index.ts";
import type { Log } from "./log.ts";
import { perform } from "./perform.ts";
import { notReady } from "./readiness.ts";
import { recall } from "./recall.ts";
import { createReceiver } from "./receiver.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { Workshop } from "./workshop.ts";

export interface Running {
  readonly url: string;
  /** Resolves when all that was accepted is done. */
  settled(): Promise<void>;
  /** Fetches no more work and finishes what runs; false when that was not done in time, and is anybody's. */
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
}

const CLOCK_IS_OLD_MS = 300_000;

/** Puts the App together: receiver → Probot → inbox → workshop → work. What each process does of it says its role. */
export async function start({ settings, log, database, answer, patience = 2_000, pauses }: Parts): Promise<Running> {
  const clock = new Clock();
  const probot = await createProbot(settings, log, clock).ready();
  let us = await identify(probot, settings.appId, log);
  let stopping = false;
  // Not waited for: nobody's answer hangs on whether GitHub's API is there.
  const askAgain = (): void =>
    void identify(probot, settings.appId, log).then(
      (known) => (us = known),
      (error: unknown) => log.error({ err: error }, "GitHub does not know this App"),
    );
  const etags = etagMemory();
  const inbox = durableInbox({ database });
  await probot.load(dataplan(inbox, () => us, log));
  const server = createReceiver({
    secret: settings.webhookSecret,
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
    answer,
    patience,
    database,
    objects: objectMemory(),
    recall: recall(),
    client: (installation) => installationClient(probot, installation, etags),
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
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    settled: () => inbox.settled(),
    async stop(milliseconds) {
      stopping = true;
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

const LAST_WORDS_MS = 1_000;

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
