import type { ProbotOctokit } from "probot";
import { examine } from "../doctor/examine.ts";
import type { Diagnosis } from "../model/diagnosis.ts";
import type { Granted, Seen } from "../model/sighting.ts";
import { openPostgres } from "../store/postgres-database.ts";
import { Clock } from "./clock.ts";
import { createProbot } from "./clients.ts";
import { statusOf } from "./is-refusal.ts";
import type { Log } from "./log.ts";
import { grantedIn } from "./granted-in.ts";
import { clockSkew } from "./look-around.ts";
import { manifest } from "./manifest.ts";
import type { Settings } from "./settings.ts";

const MOST = 100;
/** Whoever waits at a terminal would rather hear at once that nobody answers. */
const request = { retries: 0 };

/** What a server needs before it is started: GitHub's answer to our key, and what it lets us do where. */
export async function sightServer(settings: Settings, log: Log): Promise<readonly Diagnosis[]> {
  const probot = await createProbot(settings, log, new Clock()).ready();
  const octokit = await probot.auth();
  const { registered, date } = await ourselves(octokit, settings);
  const skew = clockSkew(date);
  const wanted = manifest();
  const own = examine({
    wanted,
    registered,
    store: await storeOf(settings),
    secretLength: settings.webhookSecret.length,
    ...(skew === undefined ? {} : { clockSkew: skew }),
  });
  return "unseen" in registered ? own : [...own, ...(await installations(octokit, wanted))];
}

/** A directory is not opened: the server that runs on it holds it alone. */
async function storeOf({ databaseUrl }: Settings): Promise<Seen<string>> {
  if (databaseUrl === undefined) return { value: "A directory of this machine, for one process" };
  try {
    const database = await openPostgres(databaseUrl, () => {});
    const [row] = await database.query<{ readonly version: string }>("SELECT version()");
    await database.close();
    return { value: `Answers: ${row?.version.split(" on ")[0] ?? "a database"}` };
  } catch (error) {
    // The message may hold the address, and that the password.
    const told = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    return { unseen: `DATABASE_URL does not lead to a PostgreSQL that answers: ${told}` };
  }
}

async function ourselves(
  octokit: ProbotOctokit,
  { appId, apiUrl }: Settings,
): Promise<{ readonly registered: Seen<Granted>; readonly date?: string }> {
  try {
    const { data, headers } = await octokit.rest.apps.getAuthenticated({ request });
    const date = headers.date === undefined ? {} : { date: headers.date };
    if (data === null || data.id !== appId)
      return {
        registered: {
          unseen: `GitHub knows this key as another App's: expected ${appId}, found ${data?.id ?? "none"}`,
        },
      };
    return { registered: { value: grantedIn(data) }, ...date };
  } catch (error) {
    const status = statusOf(error);
    if (status === 401 || status === 404)
      return {
        registered: {
          unseen: `GitHub refuses (${status}): APP_ID ${appId} and the private key do not belong together, or the clock is wrong`,
        },
      };
    return {
      registered: {
        unseen: `GitHub does not answer at ${apiUrl}: ${error instanceof Error ? error.message : String(error)}`,
      },
    };
  }
}

/** One line for all that are fine, and one for each that is not. */
async function installations(octokit: ProbotOctokit, wanted: Granted): Promise<readonly Diagnosis[]> {
  const { data } = await octokit.rest.apps.listInstallations({ per_page: MOST, request });
  const about = {
    id: "installations",
    title: "Installations",
    why: "Where nobody has installed the App it hears nothing.",
  };
  if (data.length === 0)
    return [
      {
        ...about,
        state: "warning",
        said: "Nobody has installed the App yet",
        remedy: "Install it from its page on GitHub",
      },
    ];
  const all = data.map((one) => {
    const { account, suspended_at } = one;
    const name = account !== null && "login" in account ? account.login : String(one.id);
    if (suspended_at !== null)
      return [
        { ...about, state: "warning" as const, said: `\`${name}\` has suspended the App: nothing is heard from there` },
      ];
    const found = examine({ wanted, installed: { value: grantedIn(one) } });
    return found
      .filter(({ state }) => state !== "fine")
      .map((each) => ({ ...each, said: `\`${name}\`: ${each.said}` }));
  });
  const fine = all.filter((found) => found.length === 0).length;
  const count = data.length === MOST ? `the first ${MOST}` : String(data.length);
  return [...all.flat(), { ...about, state: "fine", said: `${fine} of ${count} have granted everything` }];
}
