import { Probot, ProbotOctokit } from "probot";
import { askConditionally, type EtagMemory } from "../github/etag-memory.ts";
import { keepPace, type Pace } from "../github/pacing.ts";
import { dryRun } from "./dry-run.ts";
import type { Clock } from "./clock.ts";
import type { Log } from "./log.ts";
import type { Meters } from "./metrics/meters.ts";
import { operationOf } from "./metrics/operation-of.ts";
import type { Scope } from "./scope.ts";
import type { Settings } from "./settings.ts";
import { scopedAuth } from "./scoped-auth.ts";
import type { Tokens } from "./tokens.ts";

const API_VERSION = "2022-11-28";
/** What is no better a second later; a limit least of all. */
const NOT_AGAIN = [400, 401, 403, 404, 410, 422, 429, 451];
const CALL_LIMIT_MS = 60_000;

/** Probot with our own manners: one API version, no write sent twice. It keeps and renews the tokens. */
export function createProbot(settings: Settings, log: Log, clock: Clock, meters?: Pick<Meters, "call">): Probot {
  const call = caller(settings.apiUrl, clock, meters);
  // The function form is the only one that survives Probot's own defaults.
  const Octokit = ProbotOctokit.defaults((options: Record<string, unknown>) => ({
    ...options,
    // We keep one pace for all processes (see pace.ts); Probot's is each process's own.
    throttle: { enabled: false },
    retry: { doNotRetry: NOT_AGAIN },
  }));
  return new Probot({
    appId: settings.appId,
    privateKey: settings.privateKey,
    secret: settings.webhookSecret,
    baseUrl: settings.apiUrl,
    log,
    Octokit,
    request: { fetch: settings.dryRun === true ? dryRun(call, log) : call },
  });
}

export interface ClientOptions {
  readonly probot: Probot;
  readonly tokens: Tokens;
  readonly etags: EtagMemory;
  readonly pace?: Pace | undefined;
  /** Before a token that was just made is tried again, in milliseconds. */
  readonly pauses?: readonly number[] | undefined;
}

/** GitHub as an installation lets us see it for one purpose, and no more of it. */
export async function scopedClient(
  scope: Scope,
  { probot, tokens, etags, pace, pauses }: ClientOptions,
): Promise<ProbotOctokit> {
  const app = await probot.auth();
  // Probot's own class, for it knows the address, the log and our manners.
  const Octokit = app.constructor as typeof ProbotOctokit;
  const octokit = new Octokit({ authStrategy: scopedAuth(scope, tokens, pauses) });
  octokit.hook.before("request", (options) => {
    // A write whose answer was lost may have had its effect: only what changes nothing is asked again.
    if (options.method !== "GET" && options.method !== "HEAD") options.request = { ...options.request, retries: 0 };
  });
  if (pace !== undefined) keepPace(octokit, pace);
  // GitHub's tags hold for the token that they were given to.
  const { installation, work } = scope;
  askConditionally(octokit, `${installation} ${work}`, etags);
  return octokit;
}

const GITHUB_COM = "https://api.github.com/";

/** Below every Octokit, the one that asks for tokens too: that one forgets the address it was given and would ask github.com. */
const caller =
  (apiUrl: string, clock: Clock, meters?: Pick<Meters, "call">) =>
  async (url: string, init: RequestInit = {}): Promise<Response> => {
    const address = url.startsWith(GITHUB_COM) ? `${apiUrl}/${url.slice(GITHUB_COM.length)}` : url;
    const headers = new Headers(init.headers);
    headers.set("x-github-api-version", API_VERSION);
    const signal = init.signal ?? AbortSignal.timeout(CALL_LIMIT_MS);
    const operation = operationOf(init.method ?? "GET", address);
    try {
      const response = await fetch(address, { ...init, headers, signal });
      clock.heard(response.headers.get("date"));
      meters?.call(operation, String(response.status));
      return response;
    } catch (error) {
      meters?.call(operation, "lost");
      throw error;
    }
  };
