import { createPublicKey, randomBytes, verify } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "./reply.ts";
import type { Level, RepositoryState, Token, World } from "./world.ts";

interface Table {
  readonly source: string;
  readonly jwt: readonly string[];
  readonly token: Readonly<Record<string, readonly string[]>>;
}

/** GitHub's own table of which permission each operation needs, cut down to the operations that we answer. */
export const table = JSON.parse(readFileSync(join(import.meta.dirname, "permissions.json"), "utf8")) as Table;

export const publicKeyOf = (privateKey: string): string =>
  createPublicKey(privateKey).export({ type: "spki", format: "pem" }).toString();

const bad = (why: string): Refusal => new Refusal(401, why);

const decoded = (part: string): Readonly<Record<string, unknown>> => {
  try {
    return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Readonly<Record<string, unknown>>;
  } catch {
    throw bad("A JSON web token could not be decoded");
  }
};

/** Ten minutes is the longest life that GitHub takes; a minute of clock drift is forgiven. */
const longest = 600;
const drift = 60;

export const checkJwt = (world: World, jwt: string): void => {
  const [header = "", payload = "", signature = "", ...rest] = jwt.split(".");
  if (rest.length > 0 || signature === "") throw bad("A JSON web token could not be decoded");
  if (decoded(header)["alg"] !== "RS256") throw bad("A JSON web token could not be decoded");
  const signed = Buffer.from(`${header}.${payload}`);
  if (!verify("RSA-SHA256", signed, world.publicKey, Buffer.from(signature, "base64url"))) {
    throw bad("A JSON web token could not be decoded");
  }
  const claims = decoded(payload);
  const now = Math.floor(world.now().getTime() / 1000);
  const issuedAt = Number(claims["iat"]);
  const expires = Number(claims["exp"]);
  if (!Number.isFinite(issuedAt) || issuedAt > now + drift) {
    throw bad("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  }
  if (!Number.isFinite(expires) || expires < now) {
    throw bad("'Expiration time' claim ('exp') must be a numeric value representing the future time");
  }
  if (expires > now + longest + drift) throw bad("'Expiration time' claim ('exp') is too far in the future");
  const issuer = String(claims["iss"]);
  if (issuer !== String(world.app.id)) throw new Refusal(404, "Integration not found");
};

const strength: Readonly<Record<Level, number>> = { read: 1, write: 2 };

const allows = (granted: Readonly<Record<string, Level>>, need: string): boolean =>
  need.split("+").every((one) => {
    const [permission = "", level = "read"] = one.split(":");
    if (permission === "metadata" && level === "read") return true;
    const held = granted[permission];
    return held !== undefined && strength[held] >= strength[level as Level];
  });

/** Throws GitHub's own refusal when no row of the table is met by what the token holds. */
export const checkPermission = (operation: string, token: Token): readonly string[] => {
  const rows = table.token[operation];
  if (rows === undefined) throw new Refusal(403, "Resource not accessible by integration");
  if (!rows.some((row) => allows(token.permissions, row))) {
    throw new Refusal(403, "Resource not accessible by integration");
  }
  return rows;
};

export interface Wish {
  readonly repositories?: readonly string[];
  readonly repository_ids?: readonly number[];
  readonly permissions?: Readonly<Record<string, Level>>;
}

/** What the installation has of what the App asks for. */
export const grantedTo = ({ app, fate }: World): Readonly<Record<string, Level>> => fate.granted ?? app.permissions;

/** What a token may not see does not exist for it. */
export const sees = (
  { fate }: World,
  token: Token | null,
  { id, installation }: Pick<RepositoryState, "id" | "installation">,
): boolean =>
  installation === token?.installation && !fate.taken.has(id) && (token?.repositoryIds?.includes(id) ?? true);

/** A token for the installation, narrowed to what was wished for; more than was granted is refused. */
export const issueToken = (world: World, installation: number, wish: Wish): Token => {
  const granted = grantedTo(world);
  const permissions = wish.permissions ?? granted;
  const unmet = Object.entries(permissions).filter(([name, level]) => !allows(granted, `${name}:${level}`));
  if (unmet.length > 0) {
    throw new Refusal(422, "The permissions requested are not granted to this installation.");
  }
  const all = [...world.repositories.values()].filter(
    (it) => it.installation === installation && !world.fate.taken.has(it.id),
  );
  const named = (wish.repositories ?? []).map(
    (name) => all.find((it) => it.name.toLowerCase() === name.toLowerCase())?.id,
  );
  const ids = [...named, ...(wish.repository_ids ?? []).map((id) => all.find((it) => it.id === id)?.id)];
  if (ids.includes(undefined)) {
    throw new Refusal(
      422,
      "There is at least one repository that does not exist or is not accessible to the parent installation.",
    );
  }
  const token: Token = {
    // Longer than forty characters and with the App's id inside, as GitHub's new tokens are.
    installation,
    value: `ghs_${world.app.id}_${randomBytes(48).toString("base64url")}`,
    permissions: { ...permissions, metadata: "read" },
    ...(ids.length === 0 ? {} : { repositoryIds: ids.filter((id) => id !== undefined) }),
    expiresAt: world.now().getTime() + 3_600_000,
  };
  world.tokens.set(token.value, token);
  return token;
};

export const tokenOf = (world: World, value: string): Token => {
  const token = world.tokens.get(value);
  if (token === undefined || token.expiresAt <= world.now().getTime()) throw bad("Bad credentials");
  return token;
};
