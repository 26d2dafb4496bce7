import { grantedTo } from "../access.ts";
import { instant } from "../world.ts";
import type { AppIdentity, User, World } from "../world.ts";

export type Shape = Readonly<Record<string, unknown>>;

export const nodeId = (kind: string, id: number): string => Buffer.from(`${kind}:${id}`).toString("base64url");

/** The web address of something, as opposed to its address in the API. */
export const web = (world: World, path: string): string => `${world.webUrl}/${path}`;

export const userShape = (world: World, user: User): Shape => {
  const api = `${world.url}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId(user.type, user.id),
    avatar_url: web(world, `avatars/${user.id}`),
    gravatar_id: "",
    url: api,
    html_url: web(world, encodeURIComponent(user.login)),
    followers_url: `${api}/followers`,
    following_url: `${api}/following{/other_user}`,
    gists_url: `${api}/gists{/gist_id}`,
    starred_url: `${api}/starred{/owner}{/repo}`,
    subscriptions_url: `${api}/subscriptions`,
    organizations_url: `${api}/orgs`,
    repos_url: `${api}/repos`,
    events_url: `${api}/events{/privacy}`,
    received_events_url: `${api}/received_events`,
    type: user.type,
    site_admin: false,
  };
};

const appBirthday = "2026-01-05T09:00:00Z";

export const appShape = (world: World, app: AppIdentity): Shape => ({
  id: app.id,
  slug: app.slug,
  client_id: `Iv1.${String(app.id).padStart(16, "0")}`,
  node_id: nodeId("Integration", app.id),
  owner: userShape(world, { id: 1, login: "standin", type: "Organization" }),
  name: app.name,
  description: null,
  external_url: web(world, `apps/${app.slug}`),
  html_url: web(world, `apps/${app.slug}`),
  created_at: appBirthday,
  updated_at: appBirthday,
  permissions: { ...app.permissions },
  events: [...app.events],
});

export const installationShape = (world: World, id = world.installationId): Shape => {
  const account = [...world.repositories.values()].find(({ installation }) => installation === id)?.owner ?? {
    id: 1,
    login: "standin",
    type: "Organization" as const,
  };
  return {
    id,
    account: userShape(world, account),
    repository_selection: "all",
    access_tokens_url: `${world.url}/app/installations/${id}/access_tokens`,
    repositories_url: `${world.url}/installation/repositories`,
    html_url: web(world, `settings/installations/${id}`),
    app_id: world.app.id,
    app_slug: world.app.slug,
    target_id: account.id,
    target_type: account.type,
    permissions: { ...grantedTo(world) },
    events: [...world.app.events],
    created_at: appBirthday,
    updated_at: appBirthday,
    single_file_name: null,
    suspended_by: null,
    suspended_at: world.fate.installation === "suspended" ? instant(world) : null,
  };
};
