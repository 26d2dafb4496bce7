import type { SignInSettings } from "./pages/sign-in.ts";

type Environment = Readonly<Record<string, string | undefined>>;

const NAMES = ["PUBLIC_URL", "CLIENT_ID", "CLIENT_SECRET"] as const;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** What the report page needs, all of it or nothing. Throws where only a part is given, or where a browser would send its key in the clear. */
export function pageSettings(env: Environment, apiUrl: string): SignInSettings | undefined {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === NAMES.length) return undefined;
  if (missing.length > 0)
    throw new Error(
      `Unexpected absence of ${missing.join(" and ")}, expected all of ${NAMES.join(", ")} for the report page, or none of them`,
    );
  const publicUrl = (env["PUBLIC_URL"] ?? "").replace(/\/+$/, "");
  const url = URL.canParse(publicUrl) ? new URL(publicUrl) : undefined;
  const safe = url?.protocol === "https:" || (url?.protocol === "http:" && LOOPBACK.test(url.hostname));
  if (url === undefined || !safe || url.origin !== publicUrl)
    throw new Error(
      "Unexpected PUBLIC_URL, expected https:// and a host, without a path, such as https://dataplan.example.com",
    );
  return {
    publicUrl,
    webUrl: webUrl(env["GITHUB_WEB_URL"], apiUrl),
    apiUrl,
    clientId: env["CLIENT_ID"] ?? "",
    clientSecret: env["CLIENT_SECRET"] ?? "",
  };
}

/** github.com for its own API; of an Enterprise Server the host of `/api/v3`. */
function webUrl(given: string | undefined, apiUrl: string): string {
  if (!given) return apiUrl === "https://api.github.com" ? "https://github.com" : new URL(apiUrl).origin;
  if (URL.canParse(given) && /^https?:$/.test(new URL(given).protocol)) return given.replace(/\/+$/, "");
  throw new Error("Unexpected GITHUB_WEB_URL, expected an address such as https://github.example.com");
}
