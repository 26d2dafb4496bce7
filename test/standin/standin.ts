import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publicKeyOf } from "./access.ts";
import { Calamities, described, kindly } from "./calamities.ts";
import { Deliveries } from "./deliveries.ts";
import type { Delivery } from "./deliveries.ts";
import { Faults } from "./faults.ts";
import { GitStore } from "./git-store.ts";
import { Judge } from "./judge.ts";
import { RepositoryHandle } from "./repository.ts";
import { listen } from "./server.ts";
import { installationShape, userShape } from "./shapes/people.ts";
import { minimalShape, repositoryShape } from "./shapes/repository.ts";
import { instant, userNamed } from "./world.ts";
import type { AppIdentity, AppSettings, RepositoryState, RequestRecord, Violation, World } from "./world.ts";

export interface StandinOptions {
  readonly app: AppSettings;
  readonly port?: number;
  readonly now?: () => Date;
  /** Where `html_url`s lead, for a test or a demo that shows pages there. */
  readonly webUrl?: string;
}

export interface RepositoryOptions {
  readonly defaultBranch?: string;
  readonly private?: boolean;
  readonly ownedBy?: "User" | "Organization";
}

export interface Standin {
  readonly url: string;
  readonly installationId: number;
  /** What was asked or answered against GitHub's description. A test asserts that it is empty. */
  readonly violations: readonly Violation[];
  readonly requests: readonly RequestRecord[];
  readonly deliveries: readonly Delivery[];
  readonly faults: Faults;
  readonly calamities: Calamities;
  readonly limits: { treeEntries: number; latency: number };
  repository(fullName: string, options?: RepositoryOptions): RepositoryHandle;
  /** Where webhooks go from now on: the App often starts after the stand-in, since it needs its address. */
  sendWebhooksTo(url: string | undefined): void;
  loseWebhooks(losing: boolean): void;
  /** Keeps what is sent from now on back, until it is let go: in whatever order, some of it twice or never. */
  holdWebhooks(): (release: (held: readonly Delivery[]) => readonly Delivery[]) => void;
  redeliver(guid: string): Delivery;
  /** Who is in a team: `acme/data` → logins, and those who were asked and have not answered. */
  setTeam(name: string, members: readonly string[], pending?: readonly string[]): void;
  /** The App is installed: what GitHub tells it first. */
  announceInstallation(action?: "created" | "suspend" | "unsuspend" | "new_permissions_accepted"): void;
  /** An owner gives the App more repositories, or takes some away. */
  announceRepositories(action: "added" | "removed", ...names: readonly string[]): void;
  expireTokens(): void;
  /** Resolves when every webhook so far was answered. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** GitHub sends these to an App that may write checks, whether it subscribed or not. */
const unasked = new Set([
  "check_run.requested_action",
  "check_run.rerequested",
  "check_suite.requested",
  "check_suite.rerequested",
]);

/** What an App that may not read these is never told, whatever it subscribed to. */
const needs: Readonly<Record<string, string>> = {
  issue_comment: "issues",
  merge_group: "merge_queues",
  pull_request: "pull_requests",
  pull_request_review: "pull_requests",
  push: "contents",
};

const maySee = (app: AppIdentity, event: string): boolean => {
  const permission = needs[event];
  return permission === undefined || app.permissions[permission] !== undefined;
};

const receives = (app: AppIdentity, event: string, action: unknown): boolean =>
  event === "installation" ||
  event === "installation_repositories" ||
  (app.events.includes(event) && maySee(app, event)) ||
  (unasked.has(`${event}.${String(action)}`) && app.permissions["checks"] === "write");

const judged = new Judge();

export const startStandin = async (options: StandinOptions): Promise<Standin> => {
  const { app: settings, now = () => new Date() } = options;
  const folder = await mkdtemp(join(tmpdir(), "dataplan-standin-"));
  let id = 1000;
  const nextId = (): number => (id += 1);
  const slug = settings.slug ?? "dataplan";
  const { id: appId, webhookSecret: secret, permissions, events } = settings;
  const app: AppIdentity = { id: appId, slug, name: settings.name ?? "Dataplan", permissions, events };
  const deliveries = new Deliveries({ url: settings.webhookUrl, secret, appId }, nextId, now);
  const installationId = nextId();
  const world: World = {
    url: "http://127.0.0.1:0",
    webUrl: options.webUrl ?? "",
    app,
    publicKey: publicKeyOf(settings.privateKey),
    installationId,
    bot: { id: nextId(), login: `${slug}[bot]`, type: "Bot" },
    users: new Map(),
    repositories: new Map(),
    renamed: new Map(),
    teams: new Map(),
    tokens: new Map(),
    violations: [],
    requests: [],
    faults: new Faults(),
    deliveries,
    judge: judged,
    limits: { treeEntries: 100_000, latency: 0 },
    fate: kindly(),
    now,
    nextId,
    emit: (event, payload, repository) => {
      if (!receives(app, event, payload["action"])) return;
      const through = repository === undefined ? installationId : repository.installation;
      if (through === undefined) return;
      const whole = {
        ...payload,
        ...(repository === undefined ? {} : { repository: repositoryShape(world, repository) }),
        ...(event.startsWith("installation") ? {} : { installation: { id: through, node_id: `I_${through}` } }),
      };
      const errors = described(world, world.judge.webhook(event, whole));
      if (errors.length > 0) world.violations.push({ where: `webhook ${event}`, errors });
      deliveries.send(event, whole, { installationId: through, repositoryId: repository?.id ?? null });
    },
  };
  world.users.set(world.bot.login.toLowerCase(), world.bot);
  const server = await listen(world, options.port ?? 0);
  const address = server.address();
  world.url = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
  if (options.webUrl === undefined) world.webUrl = `${world.url}/web`;
  const handles = new Map<string, RepositoryHandle>();

  const create = (fullName: string, wish: RepositoryOptions): RepositoryHandle => {
    const [ownerName = "", name = ""] = fullName.split("/");
    const defaultBranch = wish.defaultBranch ?? "main";
    const state: RepositoryState = {
      id: nextId(),
      owner: userNamed(world, ownerName, wish.ownedBy ?? "Organization"),
      name,
      installation: installationId,
      defaultBranch,
      private: wish.private ?? false,
      createdAt: instant(world),
      git: new GitStore(join(folder, `${ownerName}-${name}.git`), defaultBranch),
      pulls: new Map(),
      comments: new Map(),
      checkRuns: new Map(),
      checkSuites: new Map(),
      collaborators: new Map(),
      required: [],
      queued: new Set(),
      groups: [],
      reviews: new Map(),
      forks: new Map(),
      goneForks: new Set(),
      labels: new Map(),
      nextNumber: 1,
    };
    world.repositories.set(fullName.toLowerCase(), state);
    return new RepositoryHandle(world, state);
  };

  return {
    url: world.url,
    installationId,
    violations: world.violations,
    requests: world.requests,
    deliveries: deliveries.log,
    faults: world.faults,
    calamities: new Calamities(world),
    limits: world.limits,
    repository: (fullName, wish = {}) => {
      const handle = handles.get(fullName.toLowerCase()) ?? create(fullName, wish);
      handles.set(fullName.toLowerCase(), handle);
      return handle;
    },
    sendWebhooksTo: (url) => {
      deliveries.hook.url = url;
    },
    loseWebhooks: (losing) => {
      deliveries.losing = losing;
    },
    holdWebhooks: () => deliveries.hold(),
    redeliver: (guid) => {
      const first = deliveries.log.find((delivery) => delivery.guid === guid);
      if (first === undefined) throw new Error(`no delivery ${guid}`);
      return deliveries.again(first);
    },
    setTeam: (name, members, pending = []) => {
      const states = [
        ...members.map((it) => [it, "active"] as const),
        ...pending.map((it) => [it, "pending"] as const),
      ];
      const team = states.map(([login, state]) => [userNamed(world, login).login.toLowerCase(), state] as const);
      world.teams.set(name.toLowerCase(), new Map(team));
    },
    announceRepositories: (action, ...names) => {
      const chosen = names.flatMap((name) => world.repositories.get(name.toLowerCase()) ?? []).map(minimalShape);
      world.emit("installation_repositories", {
        action,
        installation: installationShape(world),
        repository_selection: "selected",
        repositories_added: action === "added" ? chosen : [],
        repositories_removed: action === "removed" ? chosen : [],
        requester: null,
        sender: userShape(world, world.bot),
      });
    },
    announceInstallation: (action = "created") => {
      const sender = userShape(world, world.bot);
      // Which repositories those are is told once.
      const repositories =
        action === "created" ? { repositories: [...world.repositories.values()].map(minimalShape) } : {};
      world.emit("installation", { action, installation: installationShape(world), ...repositories, sender });
    },
    expireTokens: () => world.tokens.clear(),
    idle: () => deliveries.idle(),
    close: async () => {
      await deliveries.idle();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
};
