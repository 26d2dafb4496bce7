import type { AddressInfo } from "node:net";
import type { Probot } from "probot";
import { etagMemory } from "../github/etag-memory.ts";
import { objectMemory } from "../github/repository.ts";
import { ledger } from "../store/ledger.ts";
import type { Database } from "../store/database.ts";
import type { FindAnswer } from "./answer.ts";
import { createProbot, installationClient } from "./clients.ts";
import type { Identity } from "./events/event.ts";
import { durableInbox } from "./durable-inbox.ts";
import { dataplan } from "./index.ts";
import { statusOf } from "./is-refusal.ts";
import type { Log } from "./log.ts";
import { perform } from "./perform.ts";
import { recall } from "./recall.ts";
import { createReceiver } from "./receiver.ts";
import { type Settings, SettingsError } from "./settings.ts";
import { Workshop } from "./workshop.ts";

export interface Running {
  readonly url: string;
  /** Resolves when all that was accepted is done. */
  settled(): Promise<void>;
  /** Takes nothing new and finishes what runs; false when that was not done in time. */
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
  readonly patience?: number;
  readonly pauses?: readonly number[];
}

const utcDay = (): string => new Date().toISOString().slice(0, 10);

/** Puts the App together: receiver → Probot → inbox → work. */
export async function start({
  settings,
  log,
  database,
  answer,
  today = utcDay,
  patience = 2_000,
  pauses,
}: Parts): Promise<Running> {
  const probot = await createProbot(settings, log).ready();
  let us = await identify(probot, settings.appId, log);
  const etags = etagMemory();
  const inbox = durableInbox({ database });
  await probot.load(dataplan(inbox, () => us, log));
  const server = createReceiver({
    secret: settings.webhookSecret,
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
      answer,
      patience,
      database,
      ledger: ledger(database),
      today,
      objects: objectMemory(),
      recall: recall(),
      client: (installation) => installationClient(probot, installation, etags),
      us: () => us,
      enqueue: (delivery, jobs) => inbox.follow(delivery, jobs),
    }),
  });
  const { port } = server.address() as AddressInfo;
  const host = settings.host.includes(":") ? `[${settings.host}]` : settings.host;
  return {
    url: `http://${host}:${port}`,
    settled: () => inbox.settled(),
    async stop(milliseconds) {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      inbox.close();
      const inTime = await workshop.close(milliseconds);
      server.closeAllConnections();
      await closed;
      return inTime;
    },
  };
}

/** Asks GitHub who we are: a wrong key is found at start. GitHub being away is no reason not to start. */
async function identify(probot: Probot, appId: number, log: Log): Promise<Identity> {
  try {
    const octokit = await probot.auth();
    const { data } = await octokit.rest.apps.getAuthenticated();
    if (data === null || data.id !== appId)
      throw new SettingsError([`Unexpected App at GitHub, expected ${appId}, found ${data?.id ?? "none"}`]);
    return data.slug === undefined ? { appId } : { appId, slug: data.slug };
  } catch (error) {
    const status = statusOf(error);
    if (error instanceof SettingsError) throw error;
    if (status === 401 || status === 404)
      throw new SettingsError([
        `Unexpected refusal by GitHub (${status}), expected APP_ID ${appId} and the private key to belong together`,
      ]);
    log.warn({ err: error }, "GitHub could not be asked who we are; asking again at the next delivery");
    return { appId };
  }
}
