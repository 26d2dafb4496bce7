import type { ProbotOctokit } from "probot";
import { BoundedMemory } from "../memory/bounded-memory.ts";

/** What GitHub answered last, as JSON, with the tag under which it says whether that still holds. */
interface Kept {
  readonly etag: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly body: string;
}

export type EtagMemory = BoundedMemory<Kept>;

const LIMIT = 32 * 1024 * 1024;
/** What has a hash never changes: it is kept elsewhere, and never asked for twice. */
const IMMUTABLE = /\/git\/(?:trees|blobs|commits)\//;

export const etagMemory = (): EtagMemory => new BoundedMemory(LIMIT);

/** Asks again only whether an answer has changed: what has not costs nothing of an installation's hourly budget. `whose` tells tokens apart that see different things. */
export function askConditionally(octokit: ProbotOctokit, whose: string, memory: EtagMemory): void {
  octokit.hook.wrap("request", async (request, options) => {
    const { method, url, headers } = octokit.request.endpoint(options);
    if (method !== "GET" || IMMUTABLE.test(url) || headers["if-none-match"] !== undefined) return request(options);
    const key = `${whose} ${headers.accept ?? ""} ${url}`;
    const kept = memory.get(key);
    if (kept !== undefined) options.headers["if-none-match"] = kept.etag;
    try {
      const answer = await request(options);
      const { etag } = answer.headers;
      if (etag !== undefined && answer.status === 200) {
        const body = JSON.stringify(answer.data);
        memory.replace(key, { etag, status: 200, headers: answer.headers, body }, body.length);
      }
      return answer;
    } catch (error) {
      if (kept === undefined || !isUnchanged(error)) throw error;
      // Parsed anew each time: who pages through lists changes the answer that it is given.
      return { status: kept.status, url, headers: kept.headers, data: JSON.parse(kept.body) as unknown };
    }
  });
}

const isUnchanged = (error: unknown): boolean => error instanceof Error && "status" in error && error.status === 304;
