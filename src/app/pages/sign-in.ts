import { createHash, randomBytes } from "node:crypto";
import type { Sessions } from "../../store/sessions.ts";
import { note } from "../../page/document.ts";
import { html } from "../../page/html.ts";
import { page, type PageAnswer, type PageRequest, redirect } from "./answer.ts";
import { cookie, type Cookie } from "./cookie.ts";
import { sealBy, type Seal } from "./seal.ts";
import { sameSecret } from "../same-secret.ts";

/** Where people sign in, and as which App. */
export interface SignInSettings {
  /** Our own address for people, without a slash at its end. */
  readonly publicUrl: string;
  /** GitHub's address for people. */
  readonly webUrl: string;
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

export interface Visitor {
  readonly login: string;
  readonly token: string;
}

export interface SignIn {
  visitor(request: PageRequest): Promise<Visitor | undefined>;
  /** Sends a browser to GitHub, and afterwards back to `to`. */
  begin(to: string): PageAnswer;
  /** GitHub sent the browser back. */
  finish(request: PageRequest): Promise<PageAnswer>;
  leave(request: PageRequest): Promise<PageAnswer>;
}

interface Started {
  readonly state: string;
  readonly verifier: string;
  readonly to: string;
  /** Milliseconds since 1970. */
  readonly until: number;
}

const SIGNING_IN_S = 600;
const SESSION_S = 8 * 3600;
const CALL_MS = 10_000;

/** Signing in through the App's own OAuth, with a state of one browser and PKCE (RFC 7636). */
export function signIn(settings: SignInSettings, sessions: Sessions, fetcher: typeof fetch = fetch): SignIn {
  const secure = settings.publicUrl.startsWith("https:");
  const started = cookie("dataplan-sign-in", secure);
  const session = cookie("dataplan", secure);
  const startedSeal = sealBy(settings.clientSecret, "sign-in");
  const tokenSeal = sealBy(settings.clientSecret, "token");
  const back = `${settings.publicUrl}/sign-in/done`;

  return {
    async visitor({ cookies }) {
      const key = session.read(cookies);
      const found = key === undefined ? undefined : await sessions.find(key);
      const token = found === undefined ? undefined : tokenSeal.open(found.token);
      return found === undefined || token === undefined ? undefined : { login: found.login, token };
    },

    begin(to) {
      const state = randomBytes(24).toString("base64url");
      const verifier = randomBytes(48).toString("base64url");
      const asked = new URLSearchParams({
        client_id: settings.clientId,
        redirect_uri: back,
        state,
        code_challenge: createHash("sha256").update(verifier).digest("base64url"),
        code_challenge_method: "S256",
      });
      const kept: Started = { state, verifier, to, until: Date.now() + SIGNING_IN_S * 1000 };
      const value = startedSeal.close(JSON.stringify(kept)).toString("base64url");
      return redirect(`${settings.webUrl}/login/oauth/authorize?${asked.toString()}`, [
        started.set(value, SIGNING_IN_S),
      ]);
    },

    async finish({ query, cookies }) {
      const kept = startedBy(started, startedSeal, cookies);
      const code = query.get("code");
      if (kept === undefined || code === null || !sameSecret(query.get("state") ?? "", kept.state))
        return failed(400, "This is not how a sign-in that began here ends. Begin again from the link in the check.");
      const token = await tokenFor(settings, { code, verifier: kept.verifier, back }, fetcher);
      const login = token === undefined ? undefined : await loginOf(settings, token, fetcher);
      if (token === undefined || login === undefined)
        return failed(502, "GitHub did not confirm who you are. Begin again from the link in the check.");
      const key = await sessions.begin({ login, token: tokenSeal.close(token) }, SESSION_S);
      return redirect(kept.to, [session.set(key, SESSION_S), started.clear()]);
    },

    async leave({ cookies }) {
      const key = session.read(cookies);
      if (key !== undefined) await sessions.end(key);
      const answer = note("Signed out", html`<p>The token that GitHub gave for you is deleted here.</p>`);
      return page(200, answer, [session.clear()]);
    },
  };

  function failed(status: number, why: string): PageAnswer {
    return page(status, note("Not signed in", html`<p>${why}</p>`), [started.clear()]);
  }
}

function startedBy(started: Cookie, seal: Seal, cookies: ReadonlyMap<string, string>): Started | undefined {
  const text = seal.open(Buffer.from(started.read(cookies) ?? "", "base64url"));
  if (text === undefined) return undefined;
  // Only we can have sealed it.
  const kept = JSON.parse(text) as Started;
  return kept.until > Date.now() ? kept : undefined;
}

async function tokenFor(
  { webUrl, clientId, clientSecret }: SignInSettings,
  { code, verifier, back }: { readonly code: string; readonly verifier: string; readonly back: string },
  fetcher: typeof fetch,
): Promise<string | undefined> {
  const response = await fetcher(`${webUrl}/login/oauth/access_token`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({
      client_id: clientId,
      client_secret: clientSecret,
      code,
      redirect_uri: back,
      code_verifier: verifier,
    }),
    signal: AbortSignal.timeout(CALL_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly access_token?: unknown };
  return typeof answer.access_token === "string" ? answer.access_token : undefined;
}

async function loginOf({ apiUrl }: SignInSettings, token: string, fetcher: typeof fetch): Promise<string | undefined> {
  const response = await fetcher(`${apiUrl}/user`, {
    headers: { accept: "application/vnd.github+json", authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(CALL_MS),
  });
  const answer = (await response.json().catch(() => ({}))) as { readonly login?: unknown };
  return response.ok && typeof answer.login === "string" ? answer.login : undefined;
}
