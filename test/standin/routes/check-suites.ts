import { latestRuns } from "../mergeability.ts";
import { created, notFound, ok, paginate } from "../reply.ts";
import type { RepositoryCall, RepositoryHandler } from "../reply.ts";
import { checkRunShape, checkSuiteShape } from "../shapes/check.ts";
import { emitSuite } from "../suites.ts";
import type { CheckSuite } from "../world.ts";

const suiteOf = ({ repository, params }: RepositoryCall): CheckSuite => {
  const suite = repository.checkSuites.get(Number(params["check_suite_id"]));
  if (suite === undefined) throw notFound();
  return suite;
};

export const checkSuiteRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "checks/get-suite": async (call) => ok(await checkSuiteShape(call.world, call.repository, suiteOf(call))),

  "checks/list-for-suite": async (call) => {
    const suite = suiteOf(call);
    const all = latestRuns(call.repository, suite.headSha).filter(({ suiteId }) => suiteId === suite.id);
    const { items, headers } = paginate(call, all);
    const check_runs = await Promise.all(items.map((run) => checkRunShape(call.world, call.repository, run)));
    return { status: 200, body: { total_count: all.length, check_runs }, headers };
  },

  "checks/rerequest-suite": async (call) => {
    await emitSuite(call.world, call.repository, suiteOf(call), "rerequested", call.world.bot);
    return created({});
  },
};
