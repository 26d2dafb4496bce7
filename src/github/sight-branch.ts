import type { BranchSighting, RequiredCheck, Seen } from "../model/sighting.ts";
import type { Coordinates } from "./coordinates.ts";

const statusOf = (error: unknown): number | undefined =>
  error instanceof Error && "status" in error ? Number(error.status) : undefined;

/** What was not answered for want of a permission is unseen; any other failure is the caller's. */
async function seen<T>(unseen: string, ask: () => Promise<T>): Promise<Seen<T>> {
  try {
    return { value: await ask() };
  } catch (error) {
    const status = statusOf(error);
    if (status === 403 || status === 404) return { unseen };
    throw error;
  }
}

/** How a branch is protected, by rulesets and by the older branch protection, as far as this installation may see it. */
export async function sightBranch({ octokit, owner, repo }: Coordinates, branch: string): Promise<BranchSighting> {
  const rules = await seen("The branch's rulesets could not be read", () =>
    octokit.paginate(octokit.rest.repos.getBranchRules, { owner, repo, branch, per_page: 100 }),
  );
  const classic = await seen("Branch protection cannot be seen without `contents: read`", () =>
    classicChecks({ octokit, owner, repo }, branch),
  );
  const statuses = await seen(
    "Commit statuses cannot be seen: that takes `statuses: read`, which Dataplan does not ask for",
    async () => {
      const { data } = await octokit.rest.repos.getCombinedStatusForRef({ owner, repo, ref: branch, per_page: 100 });
      return data.statuses.map(({ context }) => context);
    },
  );
  const fromRules: readonly RequiredCheck[] =
    "unseen" in rules
      ? []
      : rules.value.flatMap((rule) =>
          rule.type === "required_status_checks"
            ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) =>
                required(context, integration_id, "ruleset"),
              )
            : [],
        );
  return {
    name: branch,
    required: both(rules, classic, fromRules),
    hasQueue: "unseen" in rules ? rules : { value: rules.value.some(({ type }) => type === "merge_queue") },
    statuses,
  };
}

/** What was found counts even where the other half could not be seen; that nothing was found then says nothing. */
function both(
  rules: Seen<unknown>,
  classic: Seen<readonly RequiredCheck[]>,
  fromRules: readonly RequiredCheck[],
): Seen<readonly RequiredCheck[]> {
  const found = [...fromRules, ...("value" in classic ? classic.value : [])];
  if (found.length > 0) return { value: found };
  if ("unseen" in rules) return rules;
  return "unseen" in classic ? classic : { value: found };
}

const required = (name: string, app: number | null | undefined, by: RequiredCheck["by"]): RequiredCheck => ({
  name,
  by,
  // GitHub writes -1 where somebody chose "any source" by hand.
  ...(app === null || app === undefined || app < 0 ? {} : { app }),
});

/** The branch itself tells which checks its protection requires; the rest of it is for administrators. */
async function classicChecks({ octokit, owner, repo }: Coordinates, branch: string): Promise<readonly RequiredCheck[]> {
  const { data } = await octokit.rest.repos.getBranch({ owner, repo, branch });
  const { enabled, required_status_checks: checks } = data.protection;
  if (enabled !== true || checks === undefined || checks.enforcement_level === "off") return [];
  const named = checks.checks.map(({ context, app_id }) => required(context, app_id, "branch protection"));
  const bare = checks.contexts.filter((context) => !checks.checks.some((one) => one.context === context));
  return [...named, ...bare.map((context) => required(context, undefined, "branch protection"))];
}
