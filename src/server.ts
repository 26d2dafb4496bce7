import { setFlagsFromString } from "node:v8";
import { createLog } from "./app/log.ts";
import { judge } from "./app/judge.ts";
import { forgetSecrets, readSettings, secretsIn, SettingsError } from "./app/settings.ts";
import { start } from "./app/start.ts";
import { utcDay } from "./app/utc-day.ts";
import { version } from "./cli/version.ts";
import { readQueriesWith } from "./columns/parse/read-query.ts";
import { emptyDirectory } from "./engine/database.ts";
import { startEngine } from "./engine/engine.ts";
import { ParserKeeper } from "./parser/keeper.ts";
import { DirectoryInUse } from "./store/directory-lock.ts";
import { openStore } from "./store/open.ts";

const FINISH_MS = 25_000;
const WRONG_SETTINGS = 2;
const FAULT = 3;

/** `npm start`: the App, until it is told to stop. */
async function main(): Promise<void> {
  // Node aborted once while it freed compiled WASM under the engine (nodejs/node#64500), and here that would end the server.
  setFlagsFromString("--no-wasm-code-gc");
  const settings = readSettings(process.env);
  forgetSecrets(process.env);
  const log = createLog(settings.logLevel, secretsIn(settings));
  // Node would print it as it is, and there may be a secret in it.
  process.on("uncaughtException", (error) => {
    log.fatal({ err: error }, "broken");
    process.exit(FAULT);
  });
  const database = await openStore({ ...settings, empty: () => emptyDirectory(settings.cacheDir) }, (error) =>
    log.warn({ err: error }, "a connection to the store broke"),
  );
  const parser = new ParserKeeper();
  readQueriesWith(() => Promise.resolve(parser));
  const engine = await startEngine({ cacheDir: settings.cacheDir });
  const app = await start({ settings, log, database, answer: judge(utcDay, engine), version: await version() });
  log.info({ url: app.url, app: settings.appId, api: settings.apiUrl }, "listening");
  if (settings.dryRun === true)
    log.warn("dry run: nothing is written to GitHub, no check and no comment; the log tells what would be");

  let stopping = false;
  const stop = async (signal: NodeJS.Signals): Promise<void> => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping: nothing new is taken, what runs is finished");
    const finished = await app.stop(FINISH_MS);
    await engine.close();
    await database.close();
    if (!finished) log.warn("some work was not finished in time");
    process.exit(0);
  };
  process.on("SIGTERM", (signal) => void stop(signal));
  process.on("SIGINT", (signal) => void stop(signal));
}

main().catch((error: unknown) => {
  if (!(error instanceof SettingsError || error instanceof DirectoryInUse)) throw error;
  console.error(error.message);
  process.exit(WRONG_SETTINGS);
});
