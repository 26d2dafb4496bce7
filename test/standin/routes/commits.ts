import { diffFiles } from "../git-diff.ts";
import { Refusal, notFound, ok, paginate } from "../reply.ts";
import type { Call, RepositoryHandler } from "../reply.ts";
import { commitShape, fileShape } from "../shapes/commit.ts";
import { simplePullShape } from "../shapes/pull.ts";
import { apiUrl, webUrl } from "../shapes/repository.ts";
import type { RepositoryState } from "../world.ts";

const filesOfComparison = 300;

const named = async (repository: RepositoryState, name: string): Promise<string> => {
  const sha = await repository.git.commitNamed(name);
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${name}`);
  return sha;
};

/** `owner:branch` names a fork's branch, which lives beside ours. */
const side = async (repository: RepositoryState, name: string): Promise<string> => {
  const [owner, branch] = name.includes(":") ? name.split(":", 2) : [undefined, name];
  const own = owner === undefined || owner.toLowerCase() === repository.owner.login.toLowerCase();
  const ref = own ? (branch ?? "") : `refs/forks/${(owner ?? "").toLowerCase()}/heads/${branch ?? ""}`;
  const sha = await repository.git.commitNamed(ref);
  if (sha === null) throw notFound();
  return sha;
};

const firstPage = (call: Call): boolean => (call.query.get("page") ?? "1") === "1";

export const commitRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-commit": async ({ world, repository, params }) => {
    const sha = await named(repository, params["ref"] ?? "");
    const commit = await repository.git.readCommit(sha);
    const [parent] = commit.parents;
    const files = parent === undefined ? [] : await diffFiles(repository.git, parent, sha);
    const additions = files.reduce((sum, file) => sum + file.additions, 0);
    const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
    return ok({
      ...commitShape(world, repository, commit),
      stats: { additions, deletions, total: additions + deletions },
      files: files.slice(0, filesOfComparison).map((file) => fileShape(world, repository, sha, file)),
    });
  },

  "repos/list-commits": async (call) => {
    const { world, repository } = call;
    const sha = await named(repository, call.query.get("sha") ?? repository.defaultBranch);
    const { items, headers } = paginate(call, await repository.git.touching(sha, call.query.get("path") ?? "."));
    const body = await Promise.all(
      items.map(async (each) => commitShape(world, repository, await repository.git.readCommit(each))),
    );
    return { status: 200, body, headers };
  },

  "repos/list-pull-requests-associated-with-commit": async (call) => {
    const { world, repository } = call;
    const sha = await named(repository, call.params["commit_sha"] ?? "");
    const all = [];
    for (const pull of repository.pulls.values()) {
      const base = await repository.git.commitNamed(pull.base);
      const commits = pull.headSha === sha || base === null ? [sha] : await repository.git.between(base, pull.headSha);
      if (commits.includes(sha) && (pull.headSha === sha || base !== null)) all.push(pull);
    }
    const { items, headers } = paginate(call, all);
    const body = await Promise.all(items.map((pull) => simplePullShape(world, repository, pull)));
    return { status: 200, body, headers };
  },

  "repos/compare-commits-with-basehead": async (call) => {
    const { world, repository } = call;
    const [from = "", to = ""] = (call.params["basehead"] ?? "").split("...");
    if (from === "" || to === "") throw notFound();
    const base = await side(repository, from);
    const head = await side(repository, to);
    const mergeBase = await repository.git.mergeBase(base, head);
    if (mergeBase === null) throw new Refusal(404, `No common ancestor between ${from} and ${to}.`);
    const ahead = await repository.git.between(base, head);
    const behind = await repository.git.between(head, base);
    const status =
      ahead.length > 0 && behind.length > 0
        ? "diverged"
        : ahead.length > 0
          ? "ahead"
          : behind.length > 0
            ? "behind"
            : "identical";
    const shaped = async (sha: string): Promise<unknown> =>
      commitShape(world, repository, await repository.git.readCommit(sha));
    const { items, headers } = paginate(call, ahead);
    const files = firstPage(call) ? await diffFiles(repository.git, mergeBase, head) : [];
    const html = `${webUrl(world, repository)}/compare/${from}...${to}`;
    return {
      status: 200,
      headers,
      body: {
        url: `${apiUrl(world, repository)}/compare/${from}...${to}`,
        html_url: html,
        permalink_url: `${webUrl(world, repository)}/compare/${base.slice(0, 7)}...${head.slice(0, 7)}`,
        diff_url: `${html}.diff`,
        patch_url: `${html}.patch`,
        base_commit: await shaped(base),
        merge_base_commit: await shaped(mergeBase),
        status,
        ahead_by: ahead.length,
        behind_by: behind.length,
        total_commits: ahead.length,
        commits: await Promise.all(items.map(shaped)),
        files: files.slice(0, filesOfComparison).map((file) => fileShape(world, repository, head, file)),
      },
    };
  },
};
