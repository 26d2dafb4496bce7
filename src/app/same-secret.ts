import { timingSafeEqual } from "node:crypto";

/** Compared in a time that tells nothing but the length. */
export function sameSecret(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
