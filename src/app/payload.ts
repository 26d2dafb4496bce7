import type { Target } from "./job.ts";

/** The little of GitHub's payloads that we read. All of it may be missing: a deleted fork has no repository, an old server no app. */
export interface Payload {
  readonly action?: string;
  readonly reason?: string;
  readonly installation?: { readonly id: number };
  readonly repository?: { readonly id: number; readonly name: string; readonly owner: { readonly login: string } };
  readonly repositories?: readonly { readonly id: number; readonly full_name: string }[];
  readonly repositories_added?: readonly { readonly id: number; readonly full_name: string }[];
  readonly repositories_removed?: readonly { readonly id: number; readonly full_name: string }[];
  readonly sender?: { readonly login: string; readonly id: number; readonly type?: string };
  readonly requested_action?: { readonly identifier: string };
  readonly changes?: { readonly base?: object };
  readonly pull_request?: { readonly number: number; readonly head: { readonly sha: string } };
  readonly check_run?: {
    readonly head_sha: string;
    readonly app?: { readonly id: number } | null;
    readonly pull_requests?: readonly { readonly number: number }[];
  };
  readonly check_suite?: {
    readonly head_sha: string;
    readonly app?: { readonly id: number } | null;
    readonly pull_requests?: readonly { readonly number: number }[];
  };
  readonly review?: { readonly state: string; readonly commit_id?: string | null };
  readonly ref?: string;
  readonly deleted?: boolean;
  readonly forced?: boolean;
  readonly commits?: readonly Partial<Readonly<Record<"added" | "modified" | "removed", readonly string[]>>>[];
  readonly merge_group?: { readonly head_sha: string; readonly head_ref: string; readonly base_sha: string };
  readonly issue?: { readonly number: number; readonly pull_request?: object | null };
  readonly comment?: {
    readonly id: number;
    readonly body?: string | null;
    readonly created_at: string;
    readonly user?: { readonly login: string; readonly id: number; readonly type?: string } | null;
    readonly performed_via_github_app?: { readonly id: number } | null;
  };
}

/** Which repository, through which installation; undefined where the delivery is not about one. */
export function target({ installation, repository }: Payload): Target | undefined {
  if (installation === undefined || repository === undefined) return undefined;
  return {
    installation: installation.id,
    repository: repository.id,
    owner: repository.owner.login,
    name: repository.name,
  };
}
