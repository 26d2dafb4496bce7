import { createHash, randomBytes } from "node:crypto";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A GitHub for people: signs one person in, and says which repositories that person sees. */
export interface People {
  readonly url: string;
  /** Who is in front of the browser, and what GitHub lets him see. */
  person: { login: string; sees: readonly number[] };
  /** GitHub's next answer to `/repositories/…`, in place of the right one. */
  failing: number | undefined;
  /** How often a reader's right was asked for. */
  asked: number;
  close(): Promise<void>;
}

export const client = { id: "Iv1.standin", secret: "a secret of forty characters, as it is" };

/** One-time codes, bound to client, address and challenge, as GitHub binds them. */
export async function startPeople(): Promise<People> {
  const codes = new Map<string, { challenge: string; back: string }>();
  const tokens = new Map<string, string>();
  const server = createServer((request, response) => {
    void answer(request).then(([status, body, location]) => {
      response.writeHead(status, {
        "content-type": typeof body === "string" ? "text/html" : "application/json",
        ...(location === undefined ? {} : { location }),
      });
      response.end(typeof body === "string" ? body : JSON.stringify(body));
    });
  });
  const answer = async (request: IncomingMessage): Promise<readonly [number, string | object, string?]> => {
    const url = new URL(request.url ?? "/", "http://people");
    const asked = (name: string): string => url.searchParams.get(name) ?? "";
    if (url.pathname === "/login/oauth/authorize") {
      if (asked("client_id") !== client.id || asked("code_challenge_method") !== "S256") return [400, "bad request"];
      const code = randomBytes(10).toString("hex");
      codes.set(code, { challenge: asked("code_challenge"), back: asked("redirect_uri") });
      const back = `${asked("redirect_uri")}?code=${code}&state=${encodeURIComponent(asked("state"))}`;
      return [200, `<a id="authorize" href="${back.replaceAll("&", "&amp;")}">Authorize Dataplan</a>`];
    }
    if (url.pathname === "/login/oauth/access_token") {
      const said = JSON.parse(await bodyOf(request)) as Readonly<Record<string, string>>;
      const kept = codes.get(said["code"] ?? "");
      codes.delete(said["code"] ?? "");
      const challenge = createHash("sha256")
        .update(said["code_verifier"] ?? "")
        .digest("base64url");
      if (
        said["client_secret"] !== client.secret ||
        kept?.challenge !== challenge ||
        kept.back !== said["redirect_uri"]
      )
        return [200, { error: "bad_verification_code" }];
      const token = `ghu_${randomBytes(20).toString("hex")}`;
      tokens.set(token, people.person.login);
      return [200, { access_token: token, token_type: "bearer", expires_in: 28_800 }];
    }
    const login = tokens.get((request.headers.authorization ?? "").replace("Bearer ", ""));
    if (login === undefined) return [401, { message: "Bad credentials" }];
    if (url.pathname === "/user") return [200, { login }];
    people.asked += 1;
    if (people.failing !== undefined) return [people.failing, { message: "no" }];
    const id = Number(/^\/repositories\/(\d+)$/.exec(url.pathname)?.[1]);
    return people.person.sees.includes(id) ? [200, { id }] : [404, { message: "Not Found" }];
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const people: People = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    person: { login: "ada", sees: [] },
    failing: undefined,
    asked: 0,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return people;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks).toString("utf8");
}
