import nock from "nock";
import { ProbotOctokit } from "probot";

export const api = "https://api.github.test";

/** GitHub's API as one adapter meets it alone; whatever a test does not expect is refused. */
export function lonely(): { readonly octokit: ProbotOctokit; readonly owner: string; readonly repo: string } {
  const Octokit = ProbotOctokit.defaults((options: object) => ({
    ...options,
    baseUrl: api,
    throttle: { enabled: false },
    retry: { enabled: false },
    auth: { token: "ghs_test" },
  }));
  nock.disableNetConnect();
  return { octokit: new Octokit(), owner: "o", repo: "r" };
}
