import type { IncomingMessage, ServerResponse } from "node:http";
import type { PageAnswer, PageRequest } from "./answer.ts";
import { cookiesOf } from "./cookie.ts";

/** A request as the pages see it. */
export function pageRequest({ method, url, headers }: IncomingMessage): PageRequest {
  const [path = "/", query = ""] = (url ?? "/").split("?");
  return {
    method: method ?? "GET",
    path,
    query: new URLSearchParams(query),
    cookies: cookiesOf(headers.cookie),
    ...(headers.origin === undefined ? {} : { origin: headers.origin }),
  };
}

export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: PageAnswer,
): void {
  // Forms of ours have no fields: whatever is sent with one is not read.
  request.resume();
  for (const [name, value] of Object.entries(headers))
    response.setHeader(name, typeof value === "string" ? value : [...value]);
  response.writeHead(status, { "content-length": Buffer.byteLength(body) });
  response.end(request.method === "HEAD" ? "" : body);
}
