import type { Annotation, CheckRun, CheckSuite, RepositoryState, World } from "../world.ts";
import { latestRuns } from "../mergeability.ts";
import { headCommitShape } from "./commit.ts";
import { appShape, nodeId } from "./people.ts";
import type { Shape } from "./people.ts";
import { minimalPulls } from "./pull.ts";
import { apiUrl, repositoryShape, webUrl } from "./repository.ts";

export const checkRunShape = async (world: World, repository: RepositoryState, run: CheckRun): Promise<Shape> => {
  const api = `${apiUrl(world, repository)}/check-runs/${run.id}`;
  return {
    id: run.id,
    name: run.name,
    node_id: nodeId("CheckRun", run.id),
    head_sha: run.headSha,
    external_id: run.externalId,
    url: api,
    html_url: `${webUrl(world, repository)}/runs/${run.id}`,
    details_url: run.detailsUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${api}/annotations`,
    },
    check_suite: { id: run.suiteId },
    app: appShape(world, run.app),
    pull_requests: await minimalPulls(world, repository, run.headSha),
  };
};

export const annotationShape = (
  world: World,
  repository: RepositoryState,
  run: CheckRun,
  annotation: Annotation,
): Shape => ({
  path: annotation.path,
  start_line: annotation.start_line,
  end_line: annotation.end_line,
  start_column: annotation.start_column ?? null,
  end_column: annotation.end_column ?? null,
  annotation_level: annotation.annotation_level,
  title: annotation.title ?? "",
  message: annotation.message,
  raw_details: annotation.raw_details ?? "",
  blob_href: `${webUrl(world, repository)}/blob/${run.headSha}/${encodeURI(annotation.path)}`,
});

type Settled = Pick<CheckRun, "status" | "conclusion">;

const settle = (runs: readonly CheckRun[]): Settled => {
  if (runs.length === 0) return { status: "queued", conclusion: null };
  if (runs.some(({ status }) => status !== "completed")) return { status: "in_progress", conclusion: null };
  const failing = runs.find(
    ({ conclusion }) => conclusion !== "success" && conclusion !== "neutral" && conclusion !== "skipped",
  );
  return { status: "completed", conclusion: failing?.conclusion ?? "success" };
};

const suiteFacts = async (world: World, repository: RepositoryState, suite: CheckSuite): Promise<Shape> => {
  const api = `${apiUrl(world, repository)}/check-suites/${suite.id}`;
  const runs = latestRuns(repository, suite.headSha).filter(({ suiteId }) => suiteId === suite.id);
  return {
    id: suite.id,
    node_id: nodeId("CheckSuite", suite.id),
    head_branch: suite.headBranch,
    head_sha: suite.headSha,
    ...settle(runs),
    url: api,
    before: suite.before,
    after: suite.headSha,
    pull_requests: await minimalPulls(world, repository, suite.headSha),
    app: appShape(world, suite.app),
    created_at: suite.createdAt,
    updated_at: suite.createdAt,
    head_commit: headCommitShape(await repository.git.readCommit(suite.headSha)),
    latest_check_runs_count: runs.length,
    check_runs_url: `${api}/check-runs`,
  };
};

export const checkSuiteShape = async (
  world: World,
  repository: RepositoryState,
  suite: CheckSuite,
): Promise<Shape> => ({
  ...(await suiteFacts(world, repository, suite)),
  repository: repositoryShape(world, repository),
});

/** In a webhook the suite stands beside its repository. */
export const hookSuiteShape = suiteFacts;

export const hookRunShape = async (
  world: World,
  repository: RepositoryState,
  run: CheckRun,
  suite: CheckSuite,
): Promise<Shape> => {
  const {
    head_commit: _,
    latest_check_runs_count: __,
    check_runs_url: ___,
    ...simple
  } = await suiteFacts(world, repository, suite);
  return {
    ...(await checkRunShape(world, repository, run)),
    check_suite: { ...simple, repository: repositoryShape(world, repository) },
  };
};
