import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { join } from "node:path";
import { page, pageBody } from "./page/document.ts";
import { sourcePage } from "./page/source.ts";
import type { Stage } from "./stage.ts";

export interface Site {
  readonly url: string;
  /** The stage comes after the site, since the stand-in's links lead here. */
  show(stage: Stage): void;
  close(): Promise<void>;
}

const require = createRequire(import.meta.url);
const mermaid = require.resolve("@mermaid-js/tiny");
const own = (name: string): string => readFileSync(join(import.meta.dirname, "page", name), "utf8");
const sheets = ["theme", "layout", "story", "pull", "check", "markdown", "diff", "narrow"];

/** Nothing but our own files may run or load, whatever a comment brings along. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const send = (response: ServerResponse, type: string, text: string, status = 200): void => {
  response
    .writeHead(status, {
      "content-type": `${type}; charset=utf-8`,
      "content-security-policy": policy,
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    })
    .end(text);
};

/** A server-sent event whenever the stage has changed. */
const watch = (stage: Stage, request: IncomingMessage, response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" }).write(":\n\n");
  const stop = stage.onChange(() => response.write("data: changed\n\n"));
  request.on("close", stop);
};

/** A form of another page must not press our buttons, nor another host's name lead here. */
const fromHere = (request: IncomingMessage, url: string): boolean => {
  const { origin, host = "" } = request.headers;
  const { port } = new URL(url);
  const here = [`127.0.0.1:${port}`, `localhost:${port}`];
  return here.includes(host) && (origin === undefined || origin === `http://${host}`);
};

const answer = async (stage: Stage, url: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const { pathname } = new URL(request.url ?? "/", url);
  if (!fromHere(request, url)) return send(response, "text/plain", "not from here", 403);
  if (request.method === "POST" && pathname === "/play") {
    const playing = stage.playNext();
    playing.catch((error: unknown) => console.error(error));
    response.writeHead(303, { location: "/" }).end();
    return undefined;
  }
  if (request.method !== "GET") return send(response, "text/plain", "no", 405);
  const source = new RegExp(`^/${stage.story.repository}/blob/([^/]+)/(.+)$`).exec(pathname);
  if (source !== null) {
    const found = await sourcePage(stage, source[1] ?? "", decodeURIComponent(source[2] ?? ""));
    return found === undefined
      ? send(response, "text/plain", "not found", 404)
      : send(response, "text/html", found.markup);
  }
  if (pathname === "/style.css")
    return send(response, "text/css", sheets.map((name) => own(`style/${name}.css`)).join(""));
  if (pathname === "/live.js") return send(response, "text/javascript", own("live.js"));
  if (pathname === "/mermaid.js") return send(response, "text/javascript", readFileSync(mermaid, "utf8"));
  if (pathname === "/body") return send(response, "text/html", (await pageBody(stage)).markup);
  if (pathname === "/events") return watch(stage, request, response);
  if (pathname === "/") return send(response, "text/html", (await page(stage)).markup);
  // The pull request, its check run, the App: all of them stand on the one page.
  if (pathname.startsWith("/apps/") || pathname.startsWith(`/${stage.story.repository}`))
    return void response.writeHead(303, { location: "/" }).end();
  return send(response, "text/plain", "not found", 404);
};

export const openSite = (port: number): Promise<Site> =>
  new Promise((resolve, reject) => {
    let stage: Stage | undefined;
    let url = "";
    const server: Server = createServer((request, response) => {
      if (stage === undefined) return send(response, "text/plain", "one moment", 503);
      answer(stage, url, request, response).catch((error: unknown) => {
        if (!response.headersSent) send(response, "text/plain", String(error), 500);
      });
      return undefined;
    });
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`;
      resolve({
        url,
        show: (it) => {
          stage = it;
        },
        close: async () => {
          const closed = new Promise<void>((done) => server.close(() => done()));
          server.closeAllConnections();
          await closed;
        },
      });
    });
  });
