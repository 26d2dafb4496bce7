import { setTimeout as sleep } from "node:timers/promises";
import { statusOf } from "./is-refusal.ts";
import type { Scope } from "./scope.ts";
import type { Token, Tokens } from "./tokens.ts";

/** Not everything at GitHub knows at once that a token is there (401), or what it may do (403): octokit/auth-app.js#65 and #589. */
const YOUNG_MS = 5_000;
const PAUSES: readonly number[] = [1_000, 2_000];

interface Endpoint {
  readonly headers: { authorization?: string };
}

/** The request below all hooks, as Octokit hands it to whoever signs it. */
interface Request {
  (endpoint: Endpoint): Promise<unknown>;
  readonly endpoint: { merge(route: unknown, parameters?: unknown): Endpoint };
}

/** Signs requests with a token for `scope`, as an Octokit's `authStrategy`. Octokit's own hook cannot limit its tokens. */
export function scopedAuth(scope: Scope, tokens: Tokens, pauses = PAUSES) {
  const hook = async (request: Request, route: unknown, parameters?: unknown): Promise<unknown> => {
    const endpoint = request.endpoint.merge(route, parameters);
    let ended: Token | undefined;
    for (let turn = 0; ; turn++) {
      const token = await tokens.get(scope, ended);
      endpoint.headers.authorization = `token ${token.value}`;
      try {
        return await request(endpoint);
      } catch (error) {
        const pause = pauses[turn];
        const isYoung = Date.now() - token.made < YOUNG_MS;
        const isUnknown = statusOf(error) === 401;
        if (pause === undefined || !(isUnknown || (isYoung && isNotAllowed(error)))) throw error;
        // A token may also end before its time: the key was rotated, or the installation was given other permissions.
        ended = isUnknown && (!isYoung || turn > 0) ? token : undefined;
        if (ended === undefined) await sleep(pause);
      }
    }
  };
  return () => Object.assign(() => tokens.get(scope), { hook });
}

/** A limit is refused in other words. */
const isNotAllowed = (error: unknown): boolean =>
  statusOf(error) === 403 && error instanceof Error && error.message.includes("not accessible by integration");
