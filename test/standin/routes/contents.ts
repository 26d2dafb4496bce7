import type { StoredEntry } from "../git-store.ts";
import { Refusal, notFound, ok } from "../reply.ts";
import type { RepositoryCall, RepositoryHandler } from "../reply.ts";
import { apiUrl, webUrl } from "../shapes/repository.ts";

const inline = 1024 * 1024;
const most = 100 * 1024 * 1024;
const listed = 1000;

const kinds: Readonly<Record<string, string>> = { "120000": "symlink", "160000": "submodule", "040000": "dir" };

const lines = (bytes: Buffer): string => bytes.toString("base64").replaceAll(/(.{60})/g, "$1\n");

const shape = (call: RepositoryCall, path: string, ref: string, entry: StoredEntry): Record<string, unknown> => {
  const at = encodeURI(path);
  const folder = entry.type === "tree";
  const api = `${apiUrl(call.world, call.repository)}/contents/${at}?ref=${ref}`;
  const git = `${apiUrl(call.world, call.repository)}/git/${folder ? "trees" : "blobs"}/${entry.sha}`;
  const html = `${webUrl(call.world, call.repository)}/${folder ? "tree" : "blob"}/${ref}/${at}`;
  return {
    name: path.slice(path.lastIndexOf("/") + 1),
    path,
    sha: entry.sha,
    size: entry.size ?? 0,
    url: api,
    html_url: html,
    git_url: git,
    download_url: folder ? null : `${webUrl(call.world, call.repository)}/raw/${ref}/${at}`,
    type: kinds[entry.mode] ?? "file",
    _links: { self: api, git, html },
  };
};

export const contentRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-content": async (call) => {
    const { repository, params } = call;
    const path = (params["path"] ?? "").replaceAll(/^\/+|\/+$/g, "");
    const ref = call.query.get("ref") ?? repository.defaultBranch;
    const commit = await repository.git.commitNamed(ref);
    if (commit === null) throw new Refusal(404, `No commit found for the ref ${ref}`);
    const entry = path === "" ? undefined : await repository.git.entry(commit, path);
    if (path === "" || entry?.type === "tree") {
      const entries = (await repository.git.tree(entry?.sha ?? commit, false)).slice(0, listed);
      return ok(entries.map((it) => shape(call, path === "" ? it.path : `${path}/${it.path}`, ref, it)));
    }
    if (entry === undefined) throw notFound();
    const bytes = (await repository.git.blob(entry.sha)) ?? Buffer.alloc(0);
    if (bytes.length > most) throw new Refusal(403, "This API returns blobs up to 100 MB in size.");
    if (call.accept.includes("raw")) return { status: 200, raw: bytes };
    const common = shape(call, path, ref, entry);
    if (entry.mode === "120000") return ok({ ...common, target: bytes.toString("utf8") });
    const large = bytes.length > inline;
    return ok({ ...common, content: large ? "" : lines(bytes), encoding: large ? "none" : "base64" });
  },
};
