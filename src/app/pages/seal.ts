import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Texts that only we can read and nobody can change (AES-256-GCM), under a key drawn from a secret of ours (HKDF, RFC 5869). */
export interface Seal {
  close(text: string): Buffer;
  /** Undefined where it was not sealed by us for this purpose. */
  open(sealed: Uint8Array): string | undefined;
}

const NONCE = 12;
const TAG = 16;

/** `purpose` keeps what was sealed for one thing from being taken for another. */
export function sealBy(secret: string, purpose: string): Seal {
  const key = Buffer.from(hkdfSync("sha256", secret, "dataplan", purpose, 32));
  return {
    close(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      if (sealed.length < NONCE + TAG) return undefined;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE));
        decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
        return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
      } catch {
        return undefined;
      }
    },
  };
}
