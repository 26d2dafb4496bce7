import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { dropsColumn, open, scene } from "./app.ts";

/** A GitHub Enterprise Server: REST under /api/v3, GraphQL under /api/graphql, and nothing anywhere else. */
async function enterprise(): Promise<{ url: string; leadTo(api: string): void; readonly asked: readonly string[] }> {
  const asked: string[] = [];
  let api = "";
  let url = "";
  const server = createServer((request, response) => {
    void (async () => {
      const path = request.url ?? "";
      asked.push(`${request.method} ${path.split("?")[0]}`);
      const inside = path === "/api/graphql" ? "/graphql" : /^\/api\/v3(\/(?!graphql).*)$/.exec(path)?.[1];
      if (inside === undefined) {
        response.writeHead(404, { "content-type": "text/html" }).end("<h1>No such page</h1>");
        return;
      }
      const { host: _, connection: __, "content-length": ___, ...headers } = request.headers as Record<string, string>;
      const body = await textOf(request);
      const answer = await fetch(`${api}${inside}`, {
        method: request.method ?? "GET",
        headers,
        redirect: "manual",
        ...(body === "" ? {} : { body }),
      });
      // Addresses inside an answer, such as those of further pages, are the server's own.
      const ours = (text: string): string => text.replaceAll(api, `${url}/api/v3`);
      const sent = [...answer.headers].filter(
        ([name]) => !/^(?:content-length|connection|keep-alive|date)$/.test(name),
      );
      response.writeHead(answer.status, sent.map(([name, value]) => [name, ours(value)]).flat());
      response.end(ours(await answer.text()));
    })().catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, leadTo: (to) => void (api = to), asked };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

test("an Enterprise Server is asked under /api/v3, its GraphQL under /api/graphql, and nobody else is asked", async () => {
  const server = await enterprise();
  const here = await scene({ apiUrl: (standin) => (server.leadTo(standin), `${server.url}/api/v3`) });
  const many = Object.fromEntries(
    Array.from({ length: 6 }, (_, at) => [
      `migrations/000${at + 3}_more.up.sql`,
      `CREATE TABLE more_${at} (id bigint);\n`,
    ]),
  );
  const number = await open(here, { ...dropsColumn, ...many });
  here.shop.comment(number, "/dataplan help", "acme");
  await here.settled();
  await here.app.round("missed-deliveries", new Date());
  await here.app.round("unanswered-pulls", new Date(Date.now() + 600_000));
  const { checks, comments } = await here.ours(number);
  expect(checks).toMatchObject([{ status: "completed", conclusion: "failure" }]);
  expect(comments).toHaveLength(2);
  expect(server.asked).toContain("POST /api/graphql");
  expect(server.asked.filter((path) => !/^\w+ \/api\/(?:v3\/|graphql$)/.test(path))).toEqual([]);
  expect(server.asked.filter((path) => path.includes("/api/v3/graphql"))).toEqual([]);
  // Whatever reached GitHub came by that door.
  expect(here.standin.requests).toHaveLength(server.asked.length);
  expect(here.standin.violations).toEqual([]);
});
