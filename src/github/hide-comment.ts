import type { ProbotOctokit } from "probot";

const HIDE = `mutation($id:ID!){minimizeComment(input:{subjectId:$id,classifier:OUTDATED}){minimizedComment{isMinimized}}}`;

/** Folds a comment away as outdated, by the id that GraphQL knows it by. Who wants to read it opens it. */
export async function hideComment(octokit: ProbotOctokit, id: string): Promise<void> {
  await octokit.graphql(HIDE, { id });
}
