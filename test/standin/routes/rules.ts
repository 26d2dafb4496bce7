import { paginate } from "../reply.ts";
import type { RepositoryHandler } from "../reply.ts";

/** A required check as a ruleset states it, with the App that must be its source. */
export const ruleRoutes: Readonly<Record<string, RepositoryHandler>> = {
  "repos/get-branch-rules": (call) => {
    const { repository } = call;
    const checks = repository.required.filter(({ branch }) => branch === call.params["branch"]);
    const source = {
      ruleset_source_type: "Repository",
      ruleset_source: `${repository.owner.login}/${repository.name}`,
      ruleset_id: repository.id,
    };
    const rule = {
      ...source,
      type: "required_status_checks",
      parameters: {
        strict_required_status_checks_policy: false,
        required_status_checks: checks.map(({ name, appId }) => ({
          context: name,
          ...(appId === undefined ? {} : { integration_id: appId }),
        })),
      },
    };
    const queue = {
      ...source,
      type: "merge_queue",
      parameters: {
        check_response_timeout_minutes: 60,
        grouping_strategy: "ALLGREEN",
        max_entries_to_build: 5,
        max_entries_to_merge: 5,
        merge_method: "MERGE",
        min_entries_to_merge: 1,
        min_entries_to_merge_wait_minutes: 5,
      },
    };
    const rules = [
      ...(checks.length === 0 ? [] : [rule]),
      ...(repository.queued.has(call.params["branch"] ?? "") ? [queue] : []),
    ];
    const { items, headers } = paginate(call, rules);
    return { status: 200, body: items, headers };
  },
};
