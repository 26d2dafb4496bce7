import type { ProbotOctokit } from "probot";
import { authorsOf, type Opened } from "./authors-of.ts";
import type { Target } from "./job.ts";
import { roleOf } from "./role-of.ts";

/** Whose last word on a pull request's very head is an approval. */
export interface Approvers {
  /** Logins of those who may write here, and whose change it is not: theirs counts. */
  readonly others: readonly string[];
  /** Logins of those whose own change it is, or who may not be told from those. */
  readonly own: readonly string[];
  /** Why it is not known whose change it is. */
  readonly doubt?: string;
}

export const noApprovers: Approvers = { others: [], own: [] };

/** As much of a pull request as tells whose approvals count. */
export interface Approvable extends Opened {
  readonly head: { readonly sha: string };
}

const WRITES: ReadonlySet<string> = new Set(["write", "maintain", "admin"]);

/** Where nobody but its opener approves, whose change it is costs no question. */
export async function approversOf(octokit: ProbotOctokit, target: Target, pull: Approvable): Promise<Approvers> {
  const { owner, name: repo } = target;
  const asked = { owner, repo, pull_number: pull.number, per_page: 100 };
  const last = new Map<number, { readonly login: string; readonly id: number; readonly approves: boolean }>();
  for (const { user, state, commit_id } of await octokit.paginate(octokit.rest.pulls.listReviews, asked)) {
    // A remark takes nothing back; what was dismissed has lost its own words.
    if (user === null || user.type !== "User" || state === "COMMENTED" || state === "PENDING") continue;
    const approves = state === "APPROVED" && commit_id === pull.head.sha;
    last.set(user.id, { login: user.login, id: user.id, approves });
  }
  const all = [...last.values()].filter(({ approves }) => approves);
  const logins = all.map(({ login }) => login);
  if (all.every(({ id }) => id === pull.user?.id)) return { others: [], own: logins };
  const authors = await authorsOf(octokit, target, pull);
  if (typeof authors === "string") return { others: [], own: logins, doubt: authors };
  const others: string[] = [];
  for (const one of all)
    if (!authors.has(one.id) && WRITES.has(await roleOf(octokit, target, one))) others.push(one.login);
  return { others, own: all.flatMap(({ id, login }) => (authors.has(id) ? [login] : [])) };
}
