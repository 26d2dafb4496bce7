import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";

const HEADER = 16;

/** A file of the cache: its checksum and length come first, so that a torn or foreign file is told from a whole one. */
export async function readPrepared(cacheDir: string, name: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const path = join(cacheDir, name);
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes === undefined) return undefined;
  const body = bytes.subarray(HEADER);
  if (bytes.subarray(0, HEADER).equals(header(body))) return body;
  await rm(path, { force: true });
  return undefined;
}

/** Written beside its place and renamed into it: readers see all of it or nothing. A cache that cannot be written is no cache. */
export async function writePrepared(cacheDir: string, name: string, body: Uint8Array): Promise<void> {
  const path = join(cacheDir, name);
  const beside = `${path}.${process.pid}.${Date.now().toString(36)}.part`;
  try {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(beside, [header(body), body]);
    await rename(beside, path);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

export const dropPrepared = (cacheDir: string, name: string): Promise<void> =>
  rm(join(cacheDir, name), { force: true }).catch(() => undefined);

const header = (body: Uint8Array): Buffer =>
  Buffer.from(
    `${crc32(body).toString(16).padStart(8, "0")}${(body.length % 0xffffffff).toString(16).padStart(8, "0")}`,
  );
