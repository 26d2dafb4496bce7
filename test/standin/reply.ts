import type { Operation } from "./judge.ts";
import type { RepositoryState, Token, World } from "./world.ts";

export interface Call {
  readonly world: World;
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly accept: string;
  readonly token: Token | null;
}

export interface RepositoryCall extends Call {
  readonly repository: RepositoryState;
}

export interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly raw?: Uint8Array;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer that is not a success, thrown from anywhere below the server. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly status: number;
  readonly errors: readonly unknown[] | undefined;

  constructor(status: number, message: string, errors?: readonly unknown[]) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

export const notFound = (): Refusal => new Refusal(404, "Not Found");

/** What was asked is well formed but breaks a limit or a state that the description does not know. */
export const invalid = (resource: string, field: string, message: string): Refusal =>
  new Refusal(422, "Validation Failed", [{ resource, field, code: "custom", message }]);

export const ok = (body: unknown): Reply => ({ status: 200, body });
export const created = (body: unknown): Reply => ({ status: 201, body });

export type Handler = (call: Call) => Promise<Reply> | Reply;
export type RepositoryHandler = (call: RepositoryCall) => Promise<Reply> | Reply;

export interface Page<T> {
  readonly items: readonly T[];
  readonly headers: Readonly<Record<string, string>>;
}

/** One page, and the Link header that leads to the others. */
export const paginate = <T>(call: Call, all: readonly T[], most = Number.POSITIVE_INFINITY): Page<T> => {
  const size = Math.min(Math.max(Number(call.query.get("per_page") ?? "30") || 30, 1), 100);
  const page = Math.max(Number(call.query.get("page") ?? "1") || 1, 1);
  const reachable = all.slice(0, most);
  const last = Math.max(Math.ceil(reachable.length / size), 1);
  const address = (to: number): string => {
    const query = new URLSearchParams(call.query);
    query.set("page", String(to));
    const path = call.operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(call.params[name] ?? ""),
    );
    return `<${call.world.url}${path}?${query.toString()}>`;
  };
  const links: string[] = [];
  if (page > 1) links.push(`${address(page - 1)}; rel="prev"`);
  if (page < last) links.push(`${address(page + 1)}; rel="next"`, `${address(last)}; rel="last"`);
  if (page > 1) links.push(`${address(1)}; rel="first"`);
  return {
    items: reachable.slice((page - 1) * size, page * size),
    headers: links.length === 0 ? {} : { link: links.join(", ") },
  };
};
