import { CHECK } from "../model/check-name.ts";
import type { Coordinates } from "./coordinates.ts";

/**
 * One run of our name on a commit that has none: GitHub lets a ruleset require only a check that has been there within the
 * last days. It says nothing of the commit, and opens or shuts nothing.
 */
export async function firstCheckRun({ octokit, owner, repo }: Coordinates, appId: number, sha: string): Promise<void> {
  const { data } = await octokit.rest.checks.listForRef({ owner, repo, ref: sha, check_name: CHECK, app_id: appId });
  if (data.total_count > 0) return;
  const title = "Dataplan is installed";
  const summary =
    `The check \`${CHECK}\` can now be required: add a ruleset for this branch with "Require status checks to pass", choose ` +
    `\`${CHECK}\` and this App as its source. \`/dataplan doctor\` in a comment on a pull request tells whether all is well.`;
  const said = { owner, repo, name: CHECK, head_sha: sha, status: "completed", conclusion: "neutral" } as const;
  await octokit.rest.checks.create({ ...said, external_id: "installed", output: { title, summary } });
}
