import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** A data directory as it was at some moment, with what has to be known about it. */
export interface Prepared {
  readonly about: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

const SUFFIX = ".zst";
const LENGTH = 4;
const LARGEST = 1 << 30;
const KEPT = 6;

/** The file's own checksum tells a torn one from a whole one; a broken one is thrown away. */
export async function readPrepared(cacheDir: string, name: string): Promise<Prepared | undefined> {
  const path = join(cacheDir, name + SUFFIX);
  const packed = await readFile(path).catch(() => undefined);
  if (packed === undefined) return undefined;
  try {
    const bytes = zstdDecompressSync(packed, { maxOutputLength: LARGEST });
    const start = LENGTH + bytes.readUInt32LE(0);
    const now = new Date();
    await utimes(path, now, now).catch(() => undefined);
    return { about: bytes.toString("utf8", LENGTH, start), data: bytes.subarray(start) };
  } catch {
    await dropPrepared(cacheDir, name);
    return undefined;
  }
}

/** Written beside its place and renamed into it: readers see all of it or nothing. A cache that cannot be written is no cache. */
export async function writePrepared(cacheDir: string, name: string, { about, data }: Prepared): Promise<void> {
  const said = Buffer.from(about);
  const length = Buffer.alloc(LENGTH);
  length.writeUInt32LE(said.length);
  const packed = zstdCompressSync(Buffer.concat([length, said, data]), {
    params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_checksumFlag]: 1 },
  });
  const path = join(cacheDir, name + SUFFIX);
  const beside = `${path}.${process.pid}.${Date.now().toString(36)}.part`;
  try {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(beside, packed);
    await rename(beside, path);
    await prune(cacheDir);
  } catch {
    await rm(beside, { force: true }).catch(() => undefined);
  }
}

export const dropPrepared = (cacheDir: string, name: string): Promise<void> =>
  rm(join(cacheDir, name + SUFFIX), { force: true }).catch(() => undefined);

/** Names of what is there. */
export const listPrepared = async (cacheDir: string): Promise<ReadonlySet<string>> =>
  new Set(
    (await readdir(cacheDir).catch(() => [])).flatMap((file) =>
      file.endsWith(SUFFIX) ? [file.slice(0, -SUFFIX.length)] : [],
    ),
  );

/** Only the last used stay: a folder in somebody's home must not grow for ever. */
async function prune(cacheDir: string): Promise<void> {
  const files = (await readdir(cacheDir)).filter((file) => file.startsWith("pglite-"));
  const used = await Promise.all(
    files.map(async (file) => ({ file, at: (await stat(join(cacheDir, file)).catch(() => undefined))?.mtimeMs ?? 0 })),
  );
  for (const { file } of used.sort((a, b) => b.at - a.at).slice(KEPT)) await rm(join(cacheDir, file), { force: true });
}
