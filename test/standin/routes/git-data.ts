import { Refusal, notFound, ok } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";
import { gitCommitShape } from "../shapes/commit.ts";
import { apiUrl } from "../shapes/repository.ts";

const most = 100 * 1024 * 1024;
const hash = /^[0-9a-f]{40}$/;

const nodeOf = (kind: string, id: string): string => Buffer.from(`${kind}:${id}`).toString("base64url");

export const gitRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "git/get-commit": async ({ world, repository, params }) => {
    const wanted = params["commit_sha"] ?? "";
    const sha = hash.test(wanted) ? await repository.git.resolve(wanted, "commit") : null;
    if (sha === null) throw notFound();
    return ok(gitCommitShape(world, repository, await repository.git.readCommit(sha)));
  },

  "git/get-tree": async ({ world, repository, params, query }) => {
    const wanted = params["tree_sha"] ?? "";
    const commit = hash.test(wanted) ? null : await repository.git.commitNamed(wanted);
    const sha = await repository.git.resolve(commit ?? wanted, "tree");
    if (sha === null) throw notFound();
    // Any value of `recursive` walks the whole tree, even "false" or "0".
    const entries = await repository.git.tree(sha, query.has("recursive"));
    const api = `${apiUrl(world, repository)}/git`;
    const kept = entries.slice(0, world.limits.treeEntries);
    return ok({
      sha,
      url: `${api}/trees/${sha}`,
      tree: kept.map((entry) => ({
        path: entry.path,
        mode: entry.mode,
        type: entry.type,
        sha: entry.sha,
        ...(entry.size === undefined ? {} : { size: entry.size }),
        ...(entry.type === "commit" ? {} : { url: `${api}/${entry.type}s/${entry.sha}` }),
      })),
      truncated: kept.length < entries.length,
    });
  },

  "git/get-blob": async ({ world, repository, params, accept }) => {
    const sha = params["file_sha"] ?? "";
    const bytes = hash.test(sha) ? await repository.git.blob(sha) : null;
    if (bytes === null) throw notFound();
    if (bytes.length > most) throw new Refusal(403, "This API returns blobs up to 100 MB in size.");
    if (accept.includes("raw")) return { status: 200, raw: bytes };
    return ok({
      sha,
      node_id: nodeOf("Blob", sha),
      size: bytes.length,
      url: `${apiUrl(world, repository)}/git/blobs/${sha}`,
      content: bytes.toString("base64").replaceAll(/(.{60})/g, "$1\n"),
      encoding: "base64",
    });
  },

  "git/list-matching-refs": ({ world, repository, params }) => {
    const api = `${apiUrl(world, repository)}/git`;
    const found = repository.git.refs(`refs/${params["ref"] ?? ""}`);
    return ok(
      found.map(({ ref, sha }) => ({
        ref,
        node_id: nodeOf("Ref", ref),
        url: `${api}/${ref}`,
        object: { type: "commit", sha, url: `${api}/commits/${sha}` },
      })),
    );
  },

  "git/get-ref": async ({ world, repository, params }) => {
    const ref = `refs/${params["ref"] ?? ""}`;
    const sha = await repository.git.resolve(ref, "commit");
    if (sha === null) throw notFound();
    const api = `${apiUrl(world, repository)}/git`;
    return ok({
      ref,
      node_id: nodeOf("Ref", ref),
      url: `${api}/${ref}`,
      object: { type: "commit", sha, url: `${api}/commits/${sha}` },
    });
  },
};
