import type { Operation } from "../judge.ts";
import { notFound, ok } from "../reply.ts";
import type { Call, Handler } from "../reply.ts";

/** The one question of GitHub's GraphQL that we ask: texts of blobs by their hashes. Whatever else is asked is refused. */
const object = String.raw`b\d+:object\(oid:"[0-9a-f]{40}"\)\{\.\.\.on Blob\{text\}\}`;
const question = String.raw`^query\(\$owner:String!,\$name:String!\)\{repository\(owner:\$owner,name:\$name\)\{${object}( ${object}){0,99}\}\}$`;

const longest = 512 * 1024;

export const graphqlOperation: Operation = {
  id: "graphql/blobs",
  method: "POST",
  path: "/graphql",
  parameters: [],
  bodyRequired: true,
  body: {
    type: "object",
    required: ["query", "variables"],
    additionalProperties: false,
    properties: {
      query: { type: "string", pattern: question },
      variables: {
        type: "object",
        required: ["owner", "name"],
        additionalProperties: false,
        properties: { owner: { type: "string" }, name: { type: "string" } },
      },
    },
  },
  responses: { "200": { type: "object", required: ["data"] } },
};

interface Body {
  readonly query: string;
  readonly variables: { readonly owner: string; readonly name: string };
}

const repositoryOf = ({ world, token }: Call, { owner, name }: Body["variables"]) => {
  const repository = world.repositories.get(`${owner}/${name}`.toLowerCase());
  const within = token?.repositoryIds;
  if (repository === undefined || (within !== undefined && !within.includes(repository.id))) throw notFound();
  return repository;
};

/** Bytes that are no UTF-8 come back as if they were, and long texts cut short: GitHub's `text` is not the file. */
const textOf = (bytes: Buffer | undefined): { readonly text: string | null } | null => {
  if (bytes === undefined) return null;
  return { text: bytes.includes(0) ? null : bytes.subarray(0, longest).toString("utf8") };
};

export const graphqlRoutes: Readonly<Record<string, Handler>> = {
  "graphql/blobs": async (call) => {
    const { query, variables } = call.body as Body;
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
