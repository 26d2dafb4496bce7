// As in fingerprint.ts: a digest reads no clock, disk or network.
import { createHash } from "node:crypto";

/** For each piece the SHA-256 (base64) of all pieces up to it, itself included. */
export function runningDigests(pieces: readonly string[]): readonly string[] {
  const running = createHash("sha256");
  return pieces.map((piece) => running.update(piece).copy().digest("base64"));
}

/** The text with all the bytes that git hashed: a decoder passes over a byte order mark. Undefined where neither is it. */
export function asHashed(text: string, hash: string): string | undefined {
  const algorithm = hash.length === 64 ? "sha256" : "sha1";
  return [text, `\uFEFF${text}`].find(
    (one) =>
      createHash(algorithm)
        .update(`blob ${Buffer.byteLength(one)}\0${one}`)
        .digest("hex") === hash,
  );
}
