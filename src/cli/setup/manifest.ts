import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

/** `app.yml`, as far as GitHub's registration takes it. */
export interface AppManifest {
  readonly name: string;
  readonly url: string;
  readonly public: boolean;
  readonly description: string;
  readonly default_permissions: Readonly<Record<string, string>>;
  readonly default_events: readonly string[];
}

export interface Wish {
  readonly name?: string;
  /** Where GitHub sends webhooks; absent: to our own address, which is made later. */
  readonly webhookUrl: string;
  readonly publicUrl?: string;
  /** Where GitHub sends the browser once the App is registered. */
  readonly redirectUrl: string;
}

/** The file that comes with this version: what it may do, and what it is told. */
export const appManifest = (): AppManifest =>
  parse(readFileSync(join(import.meta.dirname, "../../../app.yml"), "utf8")) as AppManifest;

/** What GitHub's form takes (docs.github.com: registering a GitHub App from a manifest). */
export function registration(app: AppManifest, { name, webhookUrl, publicUrl, redirectUrl }: Wish): object {
  return {
    name: name ?? app.name,
    url: app.url,
    description: app.description,
    public: app.public,
    hook_attributes: { url: webhookUrl, active: true },
    redirect_url: redirectUrl,
    ...(publicUrl === undefined ? {} : { callback_urls: [`${publicUrl}/sign-in/done`] }),
    default_permissions: app.default_permissions,
    default_events: app.default_events,
  };
}

/** What GitHub granted against what this version asks for, in words; empty where they are equal. */
export function grantedOtherwise(
  app: AppManifest,
  granted: { readonly permissions: Readonly<Record<string, string>>; readonly events: readonly string[] },
): readonly string[] {
  const names = [...new Set([...Object.keys(app.default_permissions), ...Object.keys(granted.permissions)])].sort();
  const permissions = names.flatMap((name) => {
    const [asked = "none", got = "none"] = [app.default_permissions[name], granted.permissions[name]];
    return asked === got ? [] : [`permission ${name}: asked for ${asked}, granted ${got}`];
  });
  const missing = app.default_events.filter((event) => !granted.events.includes(event));
  return [...permissions, ...missing.map((event) => `event ${event}: not subscribed to`)];
}
