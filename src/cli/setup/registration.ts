import type { AppManifest } from "../../app/manifest.ts";

export interface Wish {
  readonly name?: string;
  /** Where GitHub sends webhooks; absent: to our own address, which is made later. */
  readonly webhookUrl: string;
  readonly publicUrl?: string;
  /** Where GitHub sends the browser once the App is registered. */
  readonly redirectUrl: string;
}

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
