import { createHash } from "node:crypto";
import { atMost } from "./at-most.ts";
import type { Coordinates } from "./coordinates.ts";

/** A blob to be had; `size` in bytes where the tree told it. */
export interface Wanted {
  readonly hash: string;
  readonly size?: number | undefined;
}

const WIDTH = 8;
const QUESTIONS = 4;
const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
const FEWEST = 2;
const MOST = 100;
const KILOBYTE = 1024;
const MOST_BYTES = 1024 * KILOBYTE;
/** GitHub cuts longer texts short in such an answer. */
const LONGEST = 256 * KILOBYTE;

/**
 * Blobs by hash: a hundred texts with one question, and by itself only what that could not give letter for letter. Whether it
 * did is not believed but computed, from the hash. What GitHub does not have is absent.
 */
export async function readBlobs(at: Coordinates, wanted: readonly Wanted[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  const plain = wanted.filter(({ hash, size = 0 }) => HASH.test(hash) && size <= LONGEST);
  if (plain.length >= FEWEST)
    for (const texts of await atMost(QUESTIONS, batches(plain), (batch) => together(at, batch)))
      for (const [hash, bytes] of texts) found.set(hash, bytes);
  const missing = wanted.filter(({ hash }) => !found.has(hash));
  await atMost(WIDTH, missing, async ({ hash }) => {
    const bytes = await alone(at, hash);
    if (bytes !== undefined) found.set(hash, bytes);
  });
  return found;
}

function batches(wanted: readonly Wanted[]): readonly (readonly string[])[] {
  const all: string[][] = [];
  let room = 0;
  for (const { hash, size = 0 } of wanted) {
    const open = all.at(-1);
    if (open === undefined || open.length === MOST || room < size) {
      all.push([hash]);
      room = MOST_BYTES - size;
    } else {
      open.push(hash);
      room -= size;
    }
  }
  return all;
}

type Texts = Readonly<Record<string, { readonly text?: string | null } | null>>;

async function together(
  { octokit, owner, repo }: Coordinates,
  hashes: readonly string[],
): Promise<readonly (readonly [string, Uint8Array])[]> {
  const objects = hashes.map((hash, at) => `b${at}:object(oid:"${hash}"){...on Blob{text}}`).join(" ");
  const question = `query($owner:String!,$name:String!){repository(owner:$owner,name:$name){${objects}}}`;
  let texts: Texts;
  try {
    const answer = await octokit.graphql<{ repository: Texts | null }>(question, { owner, name: repo });
    texts = answer.repository ?? {};
  } catch (error) {
    if (isLimit(error)) throw error;
    // A server without GraphQL, or one that found the question too long: each blob can still be had by itself.
    return [];
  }
  return hashes.flatMap((hash, at) => {
    const text = texts[`b${at}`]?.text;
    const bytes = typeof text === "string" ? Buffer.from(text) : undefined;
    return bytes !== undefined && hashOf(bytes, hash.length) === hash ? [[hash, new Uint8Array(bytes)] as const] : [];
  });
}

const hashOf = (bytes: Uint8Array, length: number): string =>
  createHash(length === 64 ? "sha256" : "sha1")
    .update(`blob ${bytes.length}\0`)
    .update(bytes)
    .digest("hex");

const isLimit = (error: unknown): boolean => {
  const status = error instanceof Error && "status" in error ? error.status : undefined;
  return status === 401 || status === 403 || status === 429;
};

async function alone({ octokit, owner, repo }: Coordinates, hash: string): Promise<Uint8Array | undefined> {
  try {
    const { data } = await octokit.rest.git.getBlob({ owner, repo, file_sha: hash });
    return new Uint8Array(Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8"));
  } catch (error) {
    const status = error instanceof Error && "status" in error ? error.status : undefined;
    // Gone: absent, and whoever reads says so. A refusal for any other reason says nothing about the file.
    if (status === 404) return undefined;
    throw error;
  }
}
