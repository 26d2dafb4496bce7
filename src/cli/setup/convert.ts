import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { grantedIn } from "../../app/granted-in.ts";
import type { Granted } from "../../model/sighting.ts";

/** What GitHub made. The secrets are told this one time. */
export interface Registered {
  readonly appId: number;
  readonly slug: string;
  readonly web: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly webhookSecret: string;
  /** PEM. */
  readonly privateKey: string;
}

/** Trades the code for the App. Rejects in words without any secret. */
export async function convert(apiUrl: string, code: string): Promise<Registered> {
  const octokit = new Octokit({ baseUrl: apiUrl, log: SILENT });
  const { data } = await octokit.rest.apps.createFromManifest({ code });
  const { id, slug, html_url: web, client_id: clientId, client_secret: clientSecret, webhook_secret, pem } = data;
  if (slug === undefined || webhook_secret === null)
    throw new Error("Unexpected answer of GitHub, expected an App with a name and a webhook secret");
  return { appId: id, slug, web, clientId, clientSecret, webhookSecret: webhook_secret, privateKey: pem };
}

/** What the App may do, as GitHub has it, asked with its own new key. */
export async function registered(apiUrl: string, { appId, privateKey }: Registered): Promise<Granted> {
  const octokit = new Octokit({
    baseUrl: apiUrl,
    log: SILENT,
    authStrategy: createAppAuth,
    auth: { appId, privateKey },
  });
  const { data } = await octokit.rest.apps.getAuthenticated();
  if (data === null) throw new Error("Unexpected answer of GitHub, expected the App that was registered");
  return grantedIn(data);
}

const nothing = (): void => {};
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };
