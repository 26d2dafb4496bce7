import type { ProbotOctokit } from "probot";

/** Who goes first where not everything can: the gate, answers to commands, our own comment, signs that something was seen, labels and what is folded away. */
export type Rank = "gate" | "command" | "comment" | "reaction" | "tidying";

/** What a request takes of what GitHub allows: points, writes, and writes that make something new for people to read. */
export interface Cost {
  readonly points: number;
  readonly writes: number;
  readonly contents: number;
}

/** What GitHub allows one installation, however many processes ask. */
export interface Pace {
  /** Resolves when the request may go; rejects as GitHub would (429) where that is not soon. */
  go(rank: Rank, cost: Cost): Promise<void>;
  /** GitHub refused, and said for how long, in milliseconds, or did not say. */
  refused(milliseconds: number | undefined): Promise<void>;
  answered(remaining: number | undefined): Promise<void>;
}

/** Lets each request of an installation wait for its turn, and none go while GitHub wants to be left alone. */
export function keepPace(octokit: ProbotOctokit, pace: Pace): void {
  octokit.hook.wrap("request", async (request, options) => {
    const { method, url, body } = octokit.request.endpoint(options);
    await pace.go(rankOf(url, body), costOf(method, url, body));
    try {
      const answer = await request(options);
      await pace.answered(numberOf(answer.headers["x-ratelimit-remaining"]));
      return answer;
    } catch (error) {
      const { limit, wait } = limitIn(error);
      if (limit) await pace.refused(wait);
      throw error;
    }
  });
}

function rankOf(url: string, body: unknown): Rank {
  if (url.endsWith("/reactions")) return "reaction";
  if (isHiding(url, body) || /\/issues\/\d+\/labels(?:\/|$)/.test(url)) return "tidying";
  if (!/\/issues\/(?:\d+\/comments|comments\/\d+)(?:\?|$)/.test(url) || body === undefined) return "gate";
  return JSON.stringify(body).includes("<!-- dataplan:verdict") ? "comment" : "command";
}

/** Of GraphQL, what we ask is read, but for one thing. */
const isHiding = (url: string, body: unknown): boolean =>
  url.endsWith("/graphql") && (JSON.stringify(body) ?? "").includes('"mutation(');

function costOf(method: string, url: string, body: unknown): Cost {
  const read = method === "GET" || method === "HEAD" || (url.endsWith("/graphql") && !isHiding(url, body));
  if (read) return { points: 1, writes: 0, contents: 0 };
  return { points: 5, writes: 1, contents: method === "POST" && /\/(?:comments|reactions)$/.test(url) ? 1 : 0 };
}

interface Limit {
  readonly limit: boolean;
  readonly wait?: number;
}

/** Is this refusal one of a limit, and how long does it want us to stay away? By GitHub's own clock, since ours may be off. */
function limitIn(error: unknown): Limit {
  if (!(error instanceof Error) || !("status" in error)) return { limit: false };
  if (error.status !== 403 && error.status !== 429) return { limit: false };
  const { headers = {} } = ("response" in error ? error.response : undefined) as {
    readonly headers?: Readonly<Record<string, string | undefined>>;
  };
  const after = numberOf(headers["retry-after"]);
  if (after !== undefined) return { limit: true, wait: after * 1_000 };
  if (headers["x-ratelimit-remaining"] === "0") {
    const reset = (numberOf(headers["x-ratelimit-reset"]) ?? 0) * 1_000;
    const wait = reset - Date.parse(headers["date"] ?? "");
    return wait > 0 ? { limit: true, wait } : { limit: true };
  }
  return { limit: error.status === 429 || /rate limit|abuse/i.test(error.message) };
}

function numberOf(value: string | number | undefined): number | undefined {
  const number = Number(value ?? Number.NaN);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
