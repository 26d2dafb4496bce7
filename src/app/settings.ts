import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pageSettings } from "./page-settings.ts";
import type { SignInSettings } from "./pages/sign-in.ts";

/** What the server needs to know before it starts. */
export interface Settings {
  readonly appId: number;
  /** PEM. */
  readonly privateKey: string;
  readonly webhookSecret: string;
  /** The one before it, for as long as GitHub may still sign with that. */
  readonly webhookSecretPrevious?: string;
  /** With it one may look at `/metrics`; absent where nobody may. */
  readonly metricsToken?: string;
  readonly host: string;
  readonly port: number;
  readonly apiUrl: string;
  readonly logLevel: LogLevel;
  /** Where the embedded PostgreSQL keeps its prepared data between starts. */
  readonly cacheDir: string;
  /** Where the store is where no PostgreSQL is named; one process at a time. */
  readonly dataDir: string;
  /** A PostgreSQL that several processes share. */
  readonly databaseUrl?: string;
  readonly role: Role;
  /** Where people look at reports; absent where nobody can. */
  readonly page?: SignInSettings;
  /** GitHub asks for one write a second; only a stand-in does without. */
  readonly throttle: boolean;
  /** Nothing is written to GitHub; what would be is logged. */
  readonly dryRun?: boolean;
}

/** `web` takes deliveries, `worker` does what they ask for, `all` does both. */
export type Role = "all" | "web" | "worker";

export type LogLevel = "trace" | "debug" | "info" | "warn" | "error" | "fatal";

/** Everything that is wrong with the environment, at once, each with its remedy. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Dataplan cannot start:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

const LEVELS: readonly LogLevel[] = ["trace", "debug", "info", "warn", "error", "fatal"];
const ROLES: readonly Role[] = ["all", "web", "worker"];
const SECRET_LENGTH = 32;

export function readSettings(env: Environment): Settings {
  const problems: string[] = [];
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
      return otherwise;
    }
  };
  const url = attempt(() => databaseUrl(env["DATABASE_URL"]), undefined);
  const api = attempt(() => apiUrl(env["GITHUB_API_URL"]), "https://api.github.com");
  const page = attempt(() => pageSettings(env, api), undefined);
  const previous = attempt(() => longSecret("WEBHOOK_SECRET_PREVIOUS", env["WEBHOOK_SECRET_PREVIOUS"]), undefined);
  const metricsToken = attempt(() => longSecret("METRICS_TOKEN", env["METRICS_TOKEN"]), undefined);
  const settings: Settings = {
    appId: attempt(() => appId(env["APP_ID"]), 0),
    privateKey: attempt(() => privateKey(env), ""),
    webhookSecret: attempt(() => webhookSecret(env["WEBHOOK_SECRET"]), ""),
    ...(previous === undefined ? {} : { webhookSecretPrevious: previous }),
    ...(metricsToken === undefined ? {} : { metricsToken }),
    host: env["HOST"] || "0.0.0.0",
    port: attempt(() => port(env["PORT"]), 0),
    apiUrl: api,
    logLevel: attempt(() => logLevel(env["LOG_LEVEL"]), "info"),
    cacheDir: env["DATAPLAN_CACHE"] || join(env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "dataplan"),
    dataDir: dataDir(env),
    ...(url === undefined ? {} : { databaseUrl: url }),
    role: attempt(() => role(env["DATAPLAN_ROLE"], env["DATABASE_URL"]), "all"),
    ...(page === undefined ? {} : { page }),
    throttle: env["DATAPLAN_THROTTLE"] !== "off",
    dryRun: attempt(() => flag("DATAPLAN_DRY_RUN", env["DATAPLAN_DRY_RUN"]), true),
  };
  if (problems.length > 0) throw new SettingsError(problems);
  return settings;
}

/** Once read, a secret has no business in the environment, where children and crash reports would find it. */
export function forgetSecrets(env: Record<string, string | undefined>): void {
  for (const name of SECRETS) delete env[name];
}

const SECRETS = [
  "PRIVATE_KEY",
  "PRIVATE_KEY_PATH",
  "WEBHOOK_SECRET",
  "WEBHOOK_SECRET_PREVIOUS",
  "CLIENT_SECRET",
  "DATABASE_URL",
  "METRICS_TOKEN",
];

/** What must not stand in any line of a log; the key has a form by which it is known there. */
export function secretsIn(settings: Settings): readonly string[] {
  const { webhookSecret, webhookSecretPrevious, metricsToken, databaseUrl, page } = settings;
  const password = databaseUrl !== undefined && URL.canParse(databaseUrl) ? new URL(databaseUrl).password : "";
  return [
    webhookSecret,
    webhookSecretPrevious,
    metricsToken,
    databaseUrl,
    page?.clientSecret,
    decodeURIComponent(password),
  ]
    .filter((text) => text !== undefined)
    .filter((text) => text.length >= SHORTEST_SCRUBBED);
}

/** Whatever is shorter may be a word of any line, and hides nothing. */
const SHORTEST_SCRUBBED = 6;

function longSecret(name: string, text = ""): string | undefined {
  if (text === "" || text.length >= SECRET_LENGTH) return text || undefined;
  throw new Error(`Unexpected ${name}, expected at least ${SECRET_LENGTH} characters, found one of ${text.length}`);
}

function webhookSecret(text = ""): string {
  if (text.length >= SECRET_LENGTH) return text;
  const found = text === "" ? "none" : `one of ${text.length}`;
  throw new Error(
    `Unexpected WEBHOOK_SECRET, expected at least ${SECRET_LENGTH} characters, found ${found}. ` +
      "Make one with `openssl rand -hex 32` and enter the same value in the GitHub App's settings",
  );
}

function appId(text = ""): number {
  if (/^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new Error("Unexpected APP_ID, expected the number shown as `App ID` in the GitHub App's settings");
}

function privateKey(env: Environment): string {
  const how = "Give the App's key as PRIVATE_KEY_PATH=key.pem or as PRIVATE_KEY (generate one in the App's settings)";
  const path = env["PRIVATE_KEY_PATH"];
  const given = env["PRIVATE_KEY"];
  if (!path && !given) throw new Error(`Unexpected absence of a private key. ${how}`);
  let text = given ?? "";
  if (path && !given) {
    try {
      text = readFileSync(path, "utf8");
    } catch {
      throw new Error(`Unexpected PRIVATE_KEY_PATH, expected a file that can be read, found \`${path}\`. ${how}`);
    }
  }
  const plain = text.includes("-----BEGIN") ? text : Buffer.from(text, "base64").toString("utf8");
  const pem = plain.replaceAll("\\n", "\n").trim();
  try {
    // The parser's own message may quote the key, so it is not passed on.
    createPrivateKey(pem);
  } catch {
    throw new Error(`Unexpected private key, expected PEM. ${how}`);
  }
  return pem;
}

/** Whoever writes `true` here means it; a word that nobody understands must not be taken for "no". */
function flag(name: string, text = ""): boolean {
  if (/^(?:1|true|yes|on)$/i.test(text)) return true;
  if (/^(?:0|false|no|off)?$/i.test(text)) return false;
  throw new Error(`Unexpected ${name}, expected 1 or 0`);
}

function port(text = ""): number {
  const value = Number(text === "" ? "3000" : text);
  if (Number.isInteger(value) && value >= 0 && value <= 65_535) return value;
  throw new Error("Unexpected PORT, expected a number from 0 to 65535");
}

function apiUrl(text = ""): string {
  const url = text === "" ? "https://api.github.com" : text;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new Error("Unexpected GITHUB_API_URL, expected an address such as https://github.example.com/api/v3");
  return url.replace(/\/+$/, "");
}

export const dataDir = (env: Environment): string =>
  env["DATAPLAN_DATA"] || join(env["XDG_STATE_HOME"] || join(homedir(), ".local/state"), "dataplan");

export function databaseUrl(text = ""): string | undefined {
  if (text === "") return undefined;
  if (/^postgres(?:ql)?:\/\//.test(text)) return text;
  // Whatever it is, there may be a password in it.
  throw new Error("Unexpected DATABASE_URL, expected an address such as postgresql://dataplan@db.example.com/dataplan");
}

function role(text: string | undefined, url: string | undefined): Role {
  const found = ROLES.find((known) => known === (text || "all"));
  if (found === undefined) throw new Error(`Unexpected DATAPLAN_ROLE, expected one of ${ROLES.join(", ")}`);
  if (found === "all" || url) return found;
  throw new Error(
    `Unexpected DATAPLAN_ROLE \`${found}\` without a DATABASE_URL: several processes can only share a PostgreSQL`,
  );
}

function logLevel(text = "info"): LogLevel {
  const level = LEVELS.find((known) => known === text);
  if (level !== undefined) return level;
  throw new Error(`Unexpected LOG_LEVEL, expected one of ${LEVELS.join(", ")}`);
}
