import { randomBytes } from "node:crypto";
import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { note } from "../../page/document.ts";
import { html } from "../../page/html.ts";
import { style } from "../../page/style.ts";
import { sameSecret } from "../../app/same-secret.ts";

export interface RegisterOptions {
  /** GitHub's form for a new App. */
  readonly form: string;
  readonly port: number;
  /** The manifest, once our own address is known. */
  readonly manifest: (redirectUrl: string) => object;
  /** Where the person is to go. */
  readonly ready: (address: string) => void;
  /** Trades GitHub's code for the App; resolves with the words of the last page. */
  readonly take: (code: string) => Promise<string>;
  readonly milliseconds: number;
}

/**
 * Serves one registration on loopback: a page whose button sends the manifest to GitHub, and the address to which GitHub sends
 * the browser back with a code. Both carry a key that was made for this once; after the code the door is shut.
 */
export async function register(options: RegisterOptions): Promise<void> {
  const key = randomBytes(24).toString("base64url");
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port, "127.0.0.1", resolve);
  });
  const own = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const action = `${options.form}?state=${key}`;
  const manifest = JSON.stringify(options.manifest(`${own}/registered`));
  try {
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error("GitHub did not send the browser back in time")),
        options.milliseconds,
      );
      server.on("close", () => clearTimeout(late));
      server.on("request", (request, response) => {
        const url = new URL(request.url ?? "/", own);
        if (url.pathname === "/page.css") return answer(response, 200, style, "text/css");
        if (url.pathname === `/${key}`) return answer(response, 200, beginning(action, manifest), HTML, options.form);
        const code = url.searchParams.get("code");
        if (url.pathname !== "/registered" || code === null || !sameSecret(url.searchParams.get("state") ?? "", key))
          return answer(response, 404, note("Not here", html`<p>Begin again with <code>dataplan setup</code>.</p>`));
        options.take(code).then(
          (said) => {
            answer(response, 200, note("Registered", html`<p>${said}</p>`));
            response.on("finish", resolve);
          },
          (error: unknown) => {
            answer(response, 502, note("Not registered", html`<p>The terminal says why.</p>`));
            response.on("finish", () => reject(error instanceof Error ? error : new Error(String(error))));
          },
        );
      });
      options.ready(`${own}/${key}`);
    });
  } finally {
    await closed(server);
  }
}

const HTML = "text/html; charset=utf-8";

const beginning = (action: string, manifest: string): string =>
  note(
    "Register Dataplan at GitHub",
    html`<p>GitHub shows what the App may do and asks for its name. Nothing is sent before you press the button.</p>
      <form method="post" action="${action}">
        <input type="hidden" name="manifest" value="${manifest}" />
        <button>Go to GitHub</button>
      </form>`,
  );

function answer(response: ServerResponse, status: number, body: string, type = HTML, form?: string): void {
  const to = form === undefined ? "'self'" : new URL(form).origin;
  response.writeHead(status, {
    "content-type": type,
    "content-security-policy": `default-src 'none'; style-src 'self'; img-src data:; form-action ${to}; frame-ancestors 'none'`,
    "cache-control": "no-store",
    connection: "close",
  });
  response.end(body);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
  });
}
