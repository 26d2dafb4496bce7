import type { Log } from "./log.ts";

export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** A token is made, and a question may be sent as a POST; neither changes anything that a person sees. */
function isWrite(url: string, { method = "GET", body }: RequestInit): boolean {
  if (method === "GET" || method === "HEAD" || url.endsWith("/access_tokens")) return false;
  return !url.endsWith("/graphql") || (typeof body === "string" && /"query":"\s*mutation\b/.test(body));
}

/** Lets no write through, whoever asks for it: each is logged as it would have been sent, and answered as if it had been. */
export const dryRun =
  (send: Fetch, log: Log): Fetch =>
  async (url, init = {}) => {
    if (!isWrite(url, init)) return send(url, init);
    const { method = "GET", body } = init;
    const said: unknown = typeof body === "string" && body !== "" ? JSON.parse(body) : undefined;
    log.info({ method, path: new URL(url).pathname, body: said }, "dry run: this would be written");
    if (method === "DELETE") return new Response(null, { status: 204 });
    return Response.json({ id: 0 }, { status: method === "POST" ? 201 : 200 });
  };
