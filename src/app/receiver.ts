import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { bodyReader } from "./body.ts";
import type { Delivery } from "./delivery.ts";
import type { Log } from "./log.ts";
import { isSigned, looksSigned } from "./signature.ts";

export interface ReceiverOptions {
  readonly secret: string;
  /** While one takes the other's place both count. */
  readonly previousSecret?: string;
  readonly appId: number;
  readonly log: Log;
  /** Resolves once the delivery is in safe hands; only then is GitHub told so. Absent where none are taken. */
  readonly keep?: (delivery: Delivery) => Promise<void>;
  /** Why this process should get no traffic, in words that anybody may read. */
  readonly notReady?: () => Promise<readonly string[]>;
  /** What else is shown here; false where a path is nobody's. */
  readonly show?: (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;
  /** What became of a request for this door; `event` only where the signature was right. */
  readonly seen?: (event: string | undefined, result: string, milliseconds: number) => void;
  /** A delivery was signed with the previous secret. */
  readonly signedBefore?: () => void;
  /** GitHub sends nothing longer than 25 MB. */
  readonly maxBody?: number;
}

const PATHS = new Set(["/", "/api/github/webhooks"]);
const MEGABYTE = 1024 * 1024;
const GRACE = 2_000;

/** The door for webhooks: what is not signed with our secret is neither kept in memory nor parsed. */
export function createReceiver(options: ReceiverOptions): Server {
  const maxBody = options.maxBody ?? 25 * MEGABYTE;
  const { previousSecret } = options;
  const read = bodyReader(maxBody, 4 * maxBody);

  const { keep, notReady, show } = options;

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<Answer | undefined> => {
    const header = (name: string): string | undefined => {
      const value = request.headers[name];
      return Array.isArray(value) ? value[0] : value;
    };
    const path = (request.url ?? "").split("?")[0] ?? "";
    if (path === "/healthz") return request.method === "GET" ? answers.healthy : answers.method;
    if (path === "/readyz") {
      if (request.method !== "GET") return answers.method;
      const problems = (await notReady?.()) ?? [];
      return problems.length === 0 ? answers.ready : { status: 503, text: problems.join("\n") };
    }
    if (!PATHS.has(path) || keep === undefined)
      return (await show?.(request, response)) === true ? undefined : answers.path;
    if (request.method !== "POST") return answers.method;
    if (Number(header("content-length") ?? 0) > maxBody) return answers.large;
    if (!/^application\/json\b/.test(header("content-type") ?? "") || header("content-encoding") !== undefined)
      return answers.media;
    const signature = header("x-hub-signature-256");
    if (!looksSigned(signature)) return answers.unsigned;
    const body = await read(request);
    if (body === "too-large") return answers.large;
    if (body === "busy") return answers.busy;
    if (body === "broken") return answers.unsigned;
    if (!isSigned(body, signature, options.secret)) {
      if (previousSecret === undefined || !isSigned(body, signature, previousSecret)) return answers.unsigned;
      options.signedBefore?.();
    }
    // A second App on the same machine may have been given the same secret.
    const target = header("x-github-hook-installation-target-id");
    const forApp = header("x-github-hook-installation-target-type") === "integration";
    if (forApp && target !== String(options.appId)) return answers.unsigned;
    const event = header("x-github-event") ?? "";
    const id = header("x-github-delivery") ?? "";
    if (!/^[a-z_]{1,64}$/.test(event) || !/^[\w-]{1,64}$/.test(id)) return answers.malformed;
    const payload = parse(body);
    if (payload === undefined) return answers.malformed;
    await keep({ id, event, payload });
    return answers.kept;
  };

  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16_384 },
    (request, response) => {
      const came = performance.now();
      const told = (answer: Answer): void => {
        const result = COUNTED.find((name) => answers[name] === answer);
        // The event's name is a stranger's word until the signature was right.
        const event = result === "kept" ? String(request.headers["x-github-event"]) : undefined;
        if (result !== undefined) options.seen?.(event, result, performance.now() - came);
        send(request, response, answer);
      };
      receive(request, response).then(
        (answer) => answer === undefined || told(answer),
        (error: unknown) => {
          options.log.error({ err: error, delivery: request.headers["x-github-delivery"] }, "not taken");
          told(answers.busy);
        },
      );
    },
  );
  return server;
}

interface Answer {
  readonly status: number;
  readonly text: string;
}

const answers = {
  healthy: { status: 200, text: "ok" },
  ready: { status: 200, text: "ready" },
  kept: { status: 202, text: "accepted" },
  malformed: { status: 400, text: "not a delivery" },
  unsigned: { status: 401, text: "signature does not match" },
  path: { status: 404, text: "not found" },
  method: { status: 405, text: "method not allowed" },
  large: { status: 413, text: "body too large" },
  media: { status: 415, text: "expected application/json" },
  busy: { status: 503, text: "try again later" },
} satisfies Record<string, Answer>;

const COUNTED = ["kept", "malformed", "unsigned", "large", "media", "busy"] as const;

function send(request: IncomingMessage, response: ServerResponse, { status, text }: Answer): void {
  if (response.destroyed) return;
  if (!request.complete && status >= 400) {
    // What is still on its way is thrown away for a moment, so that the sender can read the answer; then the line is cut.
    const cut = setTimeout(() => request.socket.destroy(), GRACE).unref();
    request.on("error", () => {}).on("close", () => clearTimeout(cut));
    request.resume();
  }
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "content-length": text.length });
  response.end(text);
}

function parse(body: Buffer): object | undefined {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
