import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { CONTENT_TYPE, exposition, type Family } from "./exposition.ts";

/** Shows `/metrics` to whoever has the token; for all others, and where there is no token, there is no such page. */
export function metricsDoor(
  token: string | undefined,
  families: () => Promise<readonly Family[]>,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const wanted = token === undefined ? undefined : digest(`Bearer ${token}`);
  return async ({ method, url = "", headers }, response) => {
    if (url.split("?")[0] !== "/metrics" || method !== "GET" || wanted === undefined) return false;
    if (!timingSafeEqual(digest(headers.authorization ?? ""), wanted)) return false;
    const text = exposition(await families());
    response.writeHead(200, {
      "content-type": CONTENT_TYPE,
      "content-length": Buffer.byteLength(text),
      "cache-control": "no-store",
    });
    response.end(text);
    return true;
  };
}

/** Of one length, so that comparing tells nothing. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
