import { sees } from "../access.ts";
import type { Operation } from "../judge.ts";
import { notFound, ok } from "../reply.ts";
import type { Call, Handler, Reply } from "../reply.ts";
import { nodeId } from "../shapes/people.ts";

/** What we ask of GitHub's GraphQL: texts of blobs by their hashes, and to hide a comment. Whatever else is asked is refused. */
const object = String.raw`b\d+:object\(oid:"[0-9a-f]{40}"\)\{\.\.\.on Blob\{text\}\}`;
const question = String.raw`^query\(\$owner:String!,\$name:String!\)\{repository\(owner:\$owner,name:\$name\)\{${object}( ${object}){0,99}\}\}$`;

const longest = 512 * 1024;

const hiding = String.raw`^mutation\(\$id:ID!\)\{minimizeComment\(input:\{subjectId:\$id,classifier:OUTDATED\}\)\{minimizedComment\{isMinimized\}\}\}$`;

const document = (pattern: string, names: readonly string[]): object => ({
  type: "object",
  required: ["query", "variables"],
  additionalProperties: false,
  properties: {
    query: { type: "string", pattern },
    variables: {
      type: "object",
      required: names,
      additionalProperties: false,
      properties: Object.fromEntries(names.map((name) => [name, { type: "string" }])),
    },
  },
});

export const graphqlOperation: Operation = {
  id: "graphql/blobs",
  method: "POST",
  path: "/graphql",
  parameters: [],
  bodyRequired: true,
  body: { anyOf: [document(question, ["owner", "name"]), document(hiding, ["id"])] },
  responses: { "200": { type: "object", required: ["data"] } },
};

interface Body {
  readonly query: string;
  readonly variables: { readonly owner: string; readonly name: string };
}

const repositoryOf = ({ world, token }: Call, { owner, name }: Body["variables"]) => {
  const repository = world.repositories.get(`${owner}/${name}`.toLowerCase());
  if (repository === undefined || !sees(world, token, repository)) throw notFound();
  return repository;
};

/** Bytes that are no UTF-8 come back as if they were, and long texts cut short: GitHub's `text` is not the file. */
const textOf = (bytes: Buffer | undefined): { readonly text: string | null } | null => {
  if (bytes === undefined) return null;
  return { text: bytes.includes(0) ? null : bytes.subarray(0, longest).toString("utf8") };
};

/** GraphQL refuses with 200 and errors. */
const hide = ({ world, token }: Call, id: string): Reply => {
  const seen = [...world.repositories.values()].filter((it) => sees(world, token, it));
  const all = seen.flatMap(({ comments }) => [...comments.values()]);
  const found = all.find((comment) => nodeId("IssueComment", comment.id) === id);
  const may = token?.permissions["pull_requests"] === "write" || token?.permissions["issues"] === "write";
  if (found === undefined || !may)
    return ok({ data: null, errors: [{ type: "FORBIDDEN", message: "Resource not accessible by integration" }] });
  found.hidden = true;
  return ok({ data: { minimizeComment: { minimizedComment: { isMinimized: true } } } });
};

export const graphqlRoutes: Readonly<Record<string, Handler>> = {
  "graphql/blobs": async (call) => {
    const { query, variables } = call.body as Body;
    if (query.startsWith("mutation")) return hide(call, (call.body as { variables: { id: string } }).variables.id);
    const repository = repositoryOf(call, variables);
    const wanted = [...query.matchAll(/(b\d+):object\(oid:"(\w+)"\)/g)].map(([, alias = "", sha = ""]) => ({
      alias,
      sha,
    }));
    const found = await repository.git.blobs(wanted.map(({ sha }) => sha));
    return ok({
      data: { repository: Object.fromEntries(wanted.map(({ alias, sha }) => [alias, textOf(found.get(sha))])) },
    });
  },
};
