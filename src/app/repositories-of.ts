import type { ProbotOctokit } from "probot";
import type { Target } from "./job.ts";

/** The repositories that an installation has let us into and that can still change, a page at a time. */
export async function* repositoriesOf(
  octokit: ProbotOctokit,
  installation: number,
): AsyncGenerator<readonly Target[], void> {
  const pages = octokit.paginate.iterator(octokit.rest.apps.listReposAccessibleToInstallation, { per_page: 100 });
  for await (const { data } of pages)
    yield data
      .filter(({ archived, disabled }) => !archived && !disabled)
      .map(({ id, name, owner }) => ({ installation, repository: id, owner: owner.login, name }));
}
