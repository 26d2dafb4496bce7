import type { GitStore } from "./git-store.ts";
import type { Fate } from "./calamities.ts";
import type { Judge } from "./judge.ts";
import type { Deliveries } from "./deliveries.ts";
import type { Faults } from "./faults.ts";

export type Level = "read" | "write";
export type Role = "admin" | "maintain" | "write" | "triage" | "read";
export type Conclusion =
  | "success"
  | "failure"
  | "neutral"
  | "cancelled"
  | "skipped"
  | "timed_out"
  | "action_required"
  | "stale";

export interface User {
  readonly id: number;
  readonly login: string;
  readonly type: "User" | "Bot" | "Organization";
}

export interface AppSettings {
  readonly id: number;
  readonly slug?: string;
  readonly name?: string;
  /** PEM. The stand-in derives the public key from it, as GitHub does from the key that it made. */
  readonly privateKey: string;
  readonly permissions: Readonly<Record<string, Level>>;
  readonly events: readonly string[];
  readonly webhookSecret: string;
  readonly webhookUrl?: string;
}

/** An App as checks and comments name it: ours, or a foreign one that a test lets act. */
export interface AppIdentity {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  /** An owner may accept more of them. */
  permissions: Readonly<Record<string, Level>>;
  readonly events: readonly string[];
}

export interface Token {
  readonly value: string;
  readonly installation: number;
  readonly permissions: Readonly<Record<string, Level>>;
  /** Absent: every repository of the installation. */
  readonly repositoryIds?: readonly number[];
  readonly expiresAt: number;
}

export interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: "notice" | "warning" | "failure";
  readonly message: string;
  readonly title?: string;
  readonly raw_details?: string;
}

export interface CheckAction {
  readonly label: string;
  readonly description: string;
  readonly identifier: string;
}

export interface CheckRun {
  readonly id: number;
  readonly suiteId: number;
  readonly headSha: string;
  readonly app: AppIdentity;
  readonly startedAt: string;
  name: string;
  status: "queued" | "in_progress" | "completed" | "waiting" | "requested" | "pending";
  conclusion: Conclusion | null;
  completedAt: string | null;
  externalId: string;
  detailsUrl: string;
  title: string | null;
  summary: string | null;
  text: string | null;
  annotations: Annotation[];
  actions: readonly CheckAction[];
}

export interface CheckSuite {
  readonly id: number;
  readonly headSha: string;
  readonly headBranch: string | null;
  readonly before: string | null;
  readonly app: AppIdentity;
  readonly createdAt: string;
}

export interface Reaction {
  readonly id: number;
  readonly user: User;
  readonly content: string;
  readonly createdAt: string;
}

export interface Comment {
  readonly id: number;
  readonly issue: number;
  readonly user: User;
  readonly viaApp: AppIdentity | null;
  readonly createdAt: string;
  /** Minimised as outdated. */
  hidden?: boolean;
  body: string;
  updatedAt: string;
  readonly reactions: Reaction[];
}

export interface Label {
  readonly id: number;
  readonly name: string;
}

export interface Pull {
  readonly id: number;
  readonly number: number;
  readonly author: User;
  readonly createdAt: string;
  readonly head: { readonly branch: string; readonly fork: string | null };
  headSha: string;
  base: string;
  title: string;
  body: string | null;
  state: "open" | "closed";
  draft: boolean;
  mergedAt: string | null;
  mergeSha: string | null;
  labels: readonly Label[];
  updatedAt: string;
  closedAt: string | null;
}

export interface RequiredCheck {
  readonly name: string;
  /** Absent: any source may satisfy it, which is the forgeable set-up. */
  readonly appId?: number;
  readonly branch: string;
}

/** A pull request in the merge queue, on top of those before it. */
export interface MergeGroup {
  readonly pull: number;
  readonly branch: string;
  readonly ref: string;
  readonly baseSha: string;
  readonly headSha: string;
}

export interface Review {
  readonly id: number;
  readonly pull: number;
  readonly user: User;
  readonly commit: string;
  readonly submittedAt: string;
  readonly body: string;
  state: "APPROVED" | "CHANGES_REQUESTED" | "COMMENTED" | "DISMISSED";
}

export interface RepositoryState {
  readonly id: number;
  owner: User;
  name: string;
  /** Through which one the App may see it; undefined where its owner has not installed the App. */
  installation: number | undefined;
  readonly defaultBranch: string;
  readonly private: boolean;
  readonly createdAt: string;
  readonly git: GitStore;
  readonly pulls: Map<number, Pull>;
  readonly comments: Map<number, Comment>;
  readonly checkRuns: Map<number, CheckRun>;
  readonly checkSuites: Map<number, CheckSuite>;
  readonly collaborators: Map<string, Role>;
  readonly required: RequiredCheck[];
  /** Branches that are merged into through a queue. */
  readonly queued: Set<string>;
  /** What waits in the queues, the first to merge first. */
  groups: readonly MergeGroup[];
  readonly reviews: Map<number, Review>;
  /** Fork owner → the fork's own repository id. Forks share the object store, as they do on GitHub. */
  readonly forks: Map<string, number>;
  /** Owners whose fork is gone: GitHub then names no repository for a head. */
  readonly goneForks: Set<string>;
  /** By their names in small letters. */
  readonly labels: Map<string, Label>;
  nextNumber: number;
}

export interface Violation {
  readonly where: string;
  readonly errors: readonly string[];
}

export interface RequestRecord {
  readonly method: string;
  readonly path: string;
  readonly operation: string;
  readonly status: number;
  /** What was asked for in X-GitHub-Api-Version. */
  readonly version: string | undefined;
  /** By which it was asked; absent where the App itself asked, or nobody that GitHub knows. */
  readonly token: Pick<Token, "permissions" | "repositoryIds"> | undefined;
}

export interface World {
  url: string;
  /** Where `html_url`s lead. */
  webUrl: string;
  readonly app: AppIdentity;
  publicKey: string;
  readonly installationId: number;
  readonly bot: User;
  readonly users: Map<string, User>;
  /** `organisation/team` in small letters → its members; one who was asked and has not answered is pending. */
  readonly teams: Map<string, Map<string, "active" | "pending">>;
  readonly repositories: Map<string, RepositoryState>;
  /** Names that repositories had before: GitHub leads on from there. */
  readonly renamed: Map<string, RepositoryState>;
  readonly tokens: Map<string, Token>;
  readonly violations: Violation[];
  readonly requests: RequestRecord[];
  readonly faults: Faults;
  readonly deliveries: Deliveries;
  readonly judge: Judge;
  /** `latency`: milliseconds before each answer. */
  readonly limits: { treeEntries: number; latency: number };
  readonly fate: Fate;
  readonly now: () => Date;
  readonly nextId: () => number;
  /** Sends a webhook to the App when it may have it. */
  readonly emit: (event: string, payload: Readonly<Record<string, unknown>>, repository?: RepositoryState) => void;
}

export const instant = (world: World): string =>
  world
    .now()
    .toISOString()
    .replace(/\.\d{3}Z$/, "Z");

export const userNamed = (world: World, login: string, type: User["type"] = "User"): User => {
  const known = world.users.get(login.toLowerCase());
  if (known !== undefined) return known;
  const user: User = { id: world.nextId(), login, type };
  world.users.set(login.toLowerCase(), user);
  return user;
};
