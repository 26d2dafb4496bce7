import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { checkJwt, checkPermission, sees, table, tokenOf } from "./access.ts";
import { checkInstallation, described, movedTo } from "./calamities.ts";
import { Refusal, notFound } from "./reply.ts";
import type { Call, Reply } from "./reply.ts";
import { route } from "./router.ts";
import type { Match } from "./router.ts";
import { handlers, repositoryHandlers } from "./routes/all.ts";
import type { Token, World } from "./world.ts";

const hourly = 5000;
const versions = new Set(["2022-11-28", "2026-03-10"]);

const read = async (request: IncomingMessage): Promise<unknown> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  if (text === "") return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, "Problems parsing JSON");
  }
};

const versionOf = (request: IncomingMessage): string | undefined => {
  const value = request.headers["x-github-api-version"];
  return typeof value === "string" ? value : undefined;
};

const authorize = (world: World, request: IncomingMessage, match: Match): Token | null => {
  const [scheme = "", credential = ""] = (request.headers.authorization ?? "").split(" ");
  if (!/^(bearer|token)$/i.test(scheme) || credential === "") throw new Refusal(401, "Requires authentication");
  if (table.jwt.includes(match.operation.id)) {
    checkJwt(world, credential);
    return null;
  }
  // GitHub answers a JWT on a route for installations in these words.
  if (credential.split(".").length === 3 && !credential.startsWith("ghs_")) {
    throw new Refusal(403, "Resource not accessible by integration");
  }
  const token = tokenOf(world, credential);
  checkInstallation(world, token.installation);
  checkPermission(match.operation.id, token);
  return token;
};

const perform = async (call: Call): Promise<Reply> => {
  const handler = handlers.get(call.operation.id);
  if (handler !== undefined) return handler(call);
  const repositoryHandler = repositoryHandlers.get(call.operation.id);
  if (repositoryHandler === undefined) throw new Refusal(501, `${call.operation.id} is described but not answered`);
  const key = `${call.params["owner"] ?? ""}/${call.params["repo"] ?? ""}`.toLowerCase();
  const repository = call.world.repositories.get(key);
  const moved = call.world.renamed.get(key);
  if (repository === undefined && moved !== undefined) {
    const rest = call.operation.path
      .replace("/repos/{owner}/{repo}", `/repositories/${moved.id}`)
      .replaceAll(/\{(\w+)\}/g, (_, name: string) => call.params[name] ?? "");
    const location = `${call.world.url}${rest}${call.query.size > 0 ? `?${call.query.toString()}` : ""}`;
    // A browser's old habit turns a POST behind a 301 into a GET.
    return { status: call.operation.method === "GET" ? 301 : 307, body: {}, headers: { location } };
  }
  if (repository === undefined || !sees(call.world, call.token, repository)) throw notFound();
  return repositoryHandler({ ...call, repository });
};

/** GitHub's tags hold for the token that they were given to. */
const etagOf = (bytes: Uint8Array, credential = ""): string =>
  `W/"${createHash("sha256").update(credential).update(bytes).digest("hex")}"`;

const send = (world: World, request: IncomingMessage, response: ServerResponse, reply: Reply): number => {
  const bytes = reply.raw ?? (reply.body === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(reply.body)));
  const used = Math.min(world.requests.length, hourly);
  const headers: Record<string, string> = {
    "content-type":
      reply.raw === undefined ? "application/json; charset=utf-8" : "application/vnd.github.raw+json; charset=utf-8",
    "x-github-media-type": "github.v3; format=json",
    "x-github-request-id": `STAND:${world.requests.length.toString(16).toUpperCase()}`,
    // Whoever keeps another time than we do can see it here.
    date: world.now().toUTCString(),
    "x-ratelimit-limit": String(hourly),
    "x-ratelimit-remaining": String(hourly - used),
    "x-ratelimit-used": String(used),
    "x-ratelimit-resource": "core",
    "x-ratelimit-reset": String(Math.floor(world.now().getTime() / 1000) + 3600),
    ...reply.headers,
  };
  let status = reply.status;
  if (request.method === "GET" && status === 200) {
    headers["etag"] = etagOf(bytes, request.headers.authorization);
    if (request.headers["if-none-match"] === headers["etag"]) status = 304;
  }
  const body = status === 304 || status === 204 ? Buffer.alloc(0) : bytes;
  response.writeHead(status, { ...headers, "content-length": String(body.length) }).end(body);
  return status;
};

const refusalReply = (refusal: Refusal): Reply => ({
  status: refusal.status,
  body: {
    message: refusal.message,
    ...(refusal.errors === undefined ? {} : { errors: refusal.errors }),
    documentation_url: "https://docs.github.com/rest",
    status: String(refusal.status),
  },
});

/** Judges what was asked, does it, and judges what is answered. */
const answer = async (world: World, request: IncomingMessage, url: URL, match: Match): Promise<Reply> => {
  if ((request.headers["user-agent"] ?? "") === "") {
    throw new Refusal(
      403,
      "Request forbidden by administrative rules. Please make sure your request has a User-Agent header",
    );
  }
  const version = versionOf(request);
  if (version !== undefined && !versions.has(version)) throw new Refusal(400, `Unsupported API version: ${version}`);
  const token = authorize(world, request, match);
  const body = await read(request);
  const { operation, params } = match;
  const errors = world.judge.request(operation, params, url.searchParams, body);
  if (errors.length > 0) {
    world.violations.push({ where: `request ${operation.id}`, errors });
    throw new Refusal(422, "Invalid request.", errors);
  }
  const accept = request.headers.accept ?? "";
  const reply = await perform({ world, operation, params, query: url.searchParams, body, accept, token });
  const wrong =
    reply.raw === undefined ? described(world, world.judge.answer(operation, reply.status, reply.body)) : [];
  if (wrong.length > 0) {
    world.violations.push({ where: `answer ${operation.id} ${reply.status}`, errors: wrong });
    throw new Refusal(500, "The stand-in answered what GitHub does not describe", wrong);
  }
  return reply;
};

const handle = async (world: World, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const method = request.method ?? "GET";
  const url = new URL(request.url ?? "/", world.url);
  const [, id, rest] = /^\/repositories\/(\d+)(\/.*)$/.exec(url.pathname) ?? [];
  const named = [...world.repositories.values()].find((one) => String(one.id) === id);
  if (named !== undefined) url.pathname = `/repos/${named.owner.login}/${named.name}${rest ?? ""}`;
  const match = route(method, url.pathname);
  const record = (status: number): void => {
    world.requests.push({
      method,
      path: url.pathname,
      operation: match?.operation.id ?? "",
      status,
      version: versionOf(request),
      token: world.tokens.get((request.headers.authorization ?? "").split(" ")[1] ?? ""),
    });
  };
  const moved = movedTo(world, url.pathname);
  if (moved !== undefined) {
    const headers = { location: `${world.url}${moved}${url.search}` };
    record(
      send(world, request, response, { status: method === "GET" ? 301 : 307, body: { message: "Moved" }, headers }),
    );
    return;
  }
  if (match === undefined) {
    world.violations.push({
      where: `request ${method} ${url.pathname}`,
      errors: ["the stand-in has no such operation"],
    });
    record(send(world, request, response, refusalReply(notFound())));
    return;
  }
  const fault = world.faults.take(match.operation.id, `${method} ${match.operation.path}`);
  await sleep((fault?.delayMs ?? 0) + world.limits.latency);
  let reply: Reply;
  try {
    if (fault !== undefined && fault.when !== "after" && (fault.status !== undefined || fault.hangUp === true)) {
      await read(request);
      reply = { status: fault.status ?? 502 };
    } else reply = await answer(world, request, url, match);
  } catch (error) {
    if (error instanceof Refusal) reply = refusalReply(error);
    else {
      const message = error instanceof Error ? error.message : String(error);
      world.violations.push({ where: `stand-in ${match.operation.id}`, errors: [message] });
      reply = refusalReply(new Refusal(500, message));
    }
  }
  if (fault?.hangUp === true) {
    record(0);
    request.socket.destroy();
    return;
  }
  if (fault?.status !== undefined) {
    const body = { message: fault.message ?? "Server Error" };
    reply = { status: fault.status, body, ...(fault.headers === undefined ? {} : { headers: fault.headers }) };
  }
  record(send(world, request, response, reply));
};

export const listen = (world: World, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((request, response) => {
      handle(world, request, response).catch((error: unknown) => {
        world.violations.push({ where: "server", errors: [String(error)] });
        response.destroy();
      });
    });
    server.on("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
