import type { Probot } from "probot";
import { examine } from "../doctor/examine.ts";
import type { Identity } from "./events/event.ts";
import { statusOf } from "./is-refusal.ts";
import type { Log } from "./log.ts";
import { grantedIn } from "./granted-in.ts";
import { manifest } from "./manifest.ts";
import { SettingsError } from "./settings.ts";

/** Asks GitHub who we are: a wrong key is found at start. GitHub being away is no reason not to start. */
export async function identify(probot: Probot, appId: number, log: Log): Promise<Identity> {
  try {
    const octokit = await probot.auth();
    const { data } = await octokit.rest.apps.getAuthenticated();
    if (data === null || data.id !== appId)
      throw new SettingsError([`Unexpected App at GitHub, expected ${appId}, found ${data?.id ?? "none"}`]);
    // A permission in app.yml that GitHub was never told of is a feature that was never there.
    for (const { state, said, remedy } of examine({ wanted: manifest(), registered: { value: grantedIn(data) } }))
      if (state !== "fine") log.warn({ remedy }, said);
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
