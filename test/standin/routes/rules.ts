import { paginate } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";

/** A required check as a ruleset states it, with the App that must be its source. */
export const ruleRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-branch-rules": (call) => {
    const { repository } = call;
    const checks = repository.required.filter(({ branch }) => branch === call.params["branch"]);
    const rule = {
      type: "required_status_checks",
      ruleset_source_type: "Repository",
      ruleset_source: `${repository.owner.login}/${repository.name}`,
      ruleset_id: repository.id,
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: checks.map(({ name, appId }) => ({
          context: name,
          ...(appId === undefined ? {} : { integration_id: appId }),
        })),
      },
    };
    const { items, headers } = paginate(call, checks.length === 0 ? [] : [rule]);
    return { status: 200, body: items, headers };
  },
};
