import type { ProbotOctokit } from "probot";

/** The repository of an owner in which its floor stands. */
export const FLOOR_REPOSITORY = ".github";
const PATH = "dataplan.yml";

/**
 * `dataplan.yml` on the default branch of the owner's `.github` repository; undefined where there is none that we may see.
 * What is there and is no plain file comes back as a text that nobody can take for settings: a floor is never overlooked.
 */
export async function organisationFloor(
  octokit: ProbotOctokit,
  owner: string,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  const path = `${owner}/${FLOOR_REPOSITORY}:${PATH}`;
  try {
    const { data } = await octokit.rest.repos.getContent({ owner, repo: FLOOR_REPOSITORY, path: PATH });
    const isText = !Array.isArray(data) && data.type === "file" && "content" in data && data.encoding === "base64";
    return { path, text: isText ? Buffer.from(data.content, "base64").toString("utf8") : "no plain file" };
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 404) return undefined;
    throw error;
  }
}
