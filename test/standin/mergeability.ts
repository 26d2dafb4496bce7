import type { CheckRun, Conclusion, Pull, RepositoryState } from "./world.ts";

export type MergeableState = "blocked" | "clean" | "dirty" | "draft" | "unstable" | "unknown";

export interface RequiredState {
  readonly name: string;
  readonly appId?: number;
  readonly verdict: "pass" | "block" | "pending" | "absent";
  readonly conclusion: Conclusion | null;
}

export interface Mergeability {
  readonly state: MergeableState;
  readonly mergeable: boolean | null;
  readonly required: readonly RequiredState[];
}

const passing = new Set<Conclusion | null>(["success", "neutral", "skipped"]);

/** The newest run of each name and App: an older one of the same name no longer counts. */
export const latestRuns = (repository: RepositoryState, sha: string): readonly CheckRun[] => {
  const latest = new Map<string, CheckRun>();
  for (const run of repository.checkRuns.values()) {
    if (run.headSha === sha) latest.set(`${run.app.id}\0${run.name}`, run);
  }
  return [...latest.values()];
};

const judge = (runs: readonly CheckRun[]): Pick<RequiredState, "verdict" | "conclusion"> => {
  if (runs.length === 0) return { verdict: "absent", conclusion: null };
  const failing = runs.find((run) => run.status === "completed" && !passing.has(run.conclusion));
  if (failing !== undefined) return { verdict: "block", conclusion: failing.conclusion };
  const unfinished = runs.some((run) => run.status !== "completed");
  return unfinished
    ? { verdict: "pending", conclusion: null }
    : { verdict: "pass", conclusion: runs[0]?.conclusion ?? null };
};

/** What the branch requires, and how each stands on a commit: of a pull request, or of a merge group. */
export const requiredOn = (repository: RepositoryState, branch: string, sha: string): readonly RequiredState[] => {
  const runs = latestRuns(repository, sha);
  return repository.required
    .filter((check) => check.branch === branch)
    .map((check): RequiredState => {
      const matching = runs.filter(
        (run) => run.name === check.name && (check.appId === undefined || run.app.id === check.appId),
      );
      return { name: check.name, ...(check.appId === undefined ? {} : { appId: check.appId }), ...judge(matching) };
    });
};

/** What GitHub's merge box says: a draft and a conflict first, then required checks, then the rest. */
export const mergeability = async (repository: RepositoryState, pull: Pull): Promise<Mergeability> => {
  const runs = latestRuns(repository, pull.headSha);
  const required = requiredOn(repository, pull.base, pull.headSha);
  if (pull.state === "closed") return { state: "unknown", mergeable: null, required };
  const base = await repository.git.commitNamed(pull.base);
  const mergeable = base !== null && (await repository.git.merges(base, pull.headSha));
  if (!mergeable) return { state: "dirty", mergeable, required };
  if (pull.draft) return { state: "draft", mergeable, required };
  if (required.some(({ verdict }) => verdict !== "pass")) return { state: "blocked", mergeable, required };
  const { verdict } = judge(runs);
  return { state: verdict === "pass" || verdict === "absent" ? "clean" : "unstable", mergeable, required };
};
