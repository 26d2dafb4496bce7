import { generateKeyPairSync } from "node:crypto";
import { createAppAuth } from "@octokit/auth-app";
import { Octokit } from "@octokit/rest";
import { startStandin } from "./standin.ts";
import type { Standin } from "./standin.ts";
import type { AppSettings, Level } from "./world.ts";

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

export const settings: AppSettings = {
  id: 4711,
  privateKey,
  permissions: { metadata: "read", contents: "read", checks: "write", pull_requests: "write", issues: "write" },
  events: ["pull_request", "issue_comment"],
  webhookSecret: "a secret that is longer than thirty-two characters",
};

export const start = (app: Partial<AppSettings> = {}): Promise<Standin> =>
  startStandin({ app: { ...settings, ...app } });

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Octokit as the App itself. */
export const asApp = (standin: Standin, key = settings.privateKey): Octokit =>
  new Octokit({
    baseUrl: standin.url,
    authStrategy: createAppAuth,
    auth: { appId: settings.id, privateKey: key },
    log: silent,
  });

/** Octokit with a token of the installation, narrowed to permissions and repositories where they are given. */
export const asInstallation = async (
  standin: Standin,
  permissions?: Readonly<Record<string, Level>>,
  repositories?: readonly number[],
): Promise<Octokit> => {
  const { data } = await asApp(standin).rest.apps.createInstallationAccessToken({
    installation_id: standin.installationId,
    ...(permissions === undefined ? {} : { permissions }),
    ...(repositories === undefined ? {} : { repository_ids: [...repositories] }),
  });
  return new Octokit({ baseUrl: standin.url, auth: data.token, log: silent });
};

/** The status with which a call is refused. */
export const refused = async (call: Promise<unknown>): Promise<number> => {
  try {
    await call;
  } catch (error) {
    return (error as { readonly status: number }).status;
  }
  return 0;
};
