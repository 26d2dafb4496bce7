import { queuedRun } from "../check-run.ts";
import { checkDetailsUrl, checkOutput } from "../limits.ts";
import type { Output } from "../limits.ts";
import { latestRuns } from "../mergeability.ts";
import { Refusal, created, invalid, notFound, ok, paginate } from "../reply.ts";
import type { RepositoryCall, RepositoryHandler } from "../reply.ts";
import { annotationShape, checkRunShape } from "../shapes/check.ts";
import { emitRun, rerequestRun, suiteFor } from "../suites.ts";
import { instant } from "../world.ts";
import type { CheckAction, CheckRun, Conclusion } from "../world.ts";

interface Body {
  readonly name?: string;
  readonly head_sha?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly status?: CheckRun["status"];
  readonly started_at?: string;
  readonly conclusion?: Conclusion;
  readonly completed_at?: string;
  readonly output?: Output;
  readonly actions?: readonly CheckAction[];
}

const runOf = ({ repository, params }: RepositoryCall): CheckRun => {
  const run = repository.checkRuns.get(Number(params["check_run_id"]));
  if (run === undefined) throw notFound();
  return run;
};

const ours = (call: RepositoryCall): CheckRun => {
  const run = runOf(call);
  const { id } = call.world.app;
  if (run.app.id !== id) {
    throw new Refusal(
      403,
      `Invalid app_id \`${id}\` - check run can only be modified by the GitHub App that created it.`,
    );
  }
  return run;
};

const apply = (call: RepositoryCall, run: CheckRun, body: Body): void => {
  const { output } = body;
  checkDetailsUrl(body.details_url);
  if (output !== undefined) checkOutput(output);
  if (body.conclusion === "stale") throw invalid("CheckRun", "conclusion", "`stale` is set by GitHub alone");
  if (body.status === "completed" && body.conclusion === undefined) {
    throw invalid("CheckRun", "conclusion", "is required when the status is completed");
  }
  if (body.conclusion !== undefined && body.status !== undefined && body.status !== "completed") {
    throw invalid("CheckRun", "status", "must be completed when there is a conclusion");
  }
  run.name = body.name ?? run.name;
  run.externalId = body.external_id ?? run.externalId;
  run.detailsUrl = body.details_url ?? run.detailsUrl;
  run.actions = body.actions ?? run.actions;
  if (body.conclusion !== undefined) {
    run.status = "completed";
    run.conclusion = body.conclusion;
    run.completedAt = body.completed_at ?? instant(call.world);
  } else if (body.status !== undefined) {
    run.status = body.status;
    run.conclusion = null;
    run.completedAt = null;
  }
  if (output === undefined) return;
  run.title = output.title ?? run.title;
  run.summary = output.summary ?? run.summary;
  run.text = output.text ?? run.text;
  // GitHub appends: a batch that is sent again stands there twice.
  run.annotations.push(...(output.annotations ?? []));
};

export const checkRunRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "checks/create": async (call) => {
    const { world, repository } = call;
    const body = call.body as Body;
    const sha = await repository.git.resolve(body.head_sha ?? "", "commit");
    if (sha === null || sha !== body.head_sha)
      throw invalid("CheckRun", "head_sha", `No commit found for SHA: ${body.head_sha}`);
    const suite = await suiteFor(world, repository, sha, world.app);
    const blank = queuedRun(world, suite, world.app, body.name ?? "");
    const run = { ...blank, startedAt: body.started_at ?? blank.startedAt };
    apply(call, run, body);
    repository.checkRuns.set(run.id, run);
    await emitRun(world, repository, run, "created");
    if (run.status === "completed") await emitRun(world, repository, run, "completed");
    return created(await checkRunShape(world, repository, run));
  },

  "checks/update": async (call) => {
    const run = ours(call);
    const before = run.status;
    apply(call, run, call.body as Body);
    if (before !== "completed" && run.status === "completed") {
      await emitRun(call.world, call.repository, run, "completed");
    }
    return ok(await checkRunShape(call.world, call.repository, run));
  },

  "checks/get": async (call) => ok(await checkRunShape(call.world, call.repository, runOf(call))),

  "checks/list-annotations": (call) => {
    const run = runOf(call);
    const { items, headers } = paginate(call, run.annotations);
    const body = items.map((annotation) => annotationShape(call.world, call.repository, run, annotation));
    return { status: 200, body, headers };
  },

  "checks/list-for-ref": async (call) => {
    const { world, repository, query } = call;
    const sha = await repository.git.commitNamed(call.params["ref"] ?? "");
    if (sha === null) throw new Refusal(422, `No commit found for SHA: ${call.params["ref"] ?? ""}`);
    const runs =
      query.get("filter") === "all"
        ? [...repository.checkRuns.values()].filter(({ headSha }) => headSha === sha)
        : latestRuns(repository, sha);
    const all = runs
      .filter(({ name }) => name === (query.get("check_name") ?? name))
      .filter(({ status }) => status === (query.get("status") ?? status))
      .filter(({ app }) => String(app.id) === (query.get("app_id") ?? String(app.id)))
      .sort((a, b) => b.id - a.id);
    const { items, headers } = paginate(call, all);
    const check_runs = await Promise.all(items.map((run) => checkRunShape(world, repository, run)));
    return { status: 200, body: { total_count: all.length, check_runs }, headers };
  },

  "checks/rerequest-run": async (call) => {
    const run = ours(call);
    await rerequestRun(call.world, call.repository, run, call.world.bot);
    return created({});
  },
};
