// The one pure function that is taken from Node: SHA-256 reads no clock, disk or network.
import { createHash } from "node:crypto";
import type { Subject } from "./subject.ts";

/**
 * The name of a finding over its whole life: 12 hex digits of SHA-256 over rule, subject, before and after.
 * No path, line, level, wording or observation, so that a push, a moved file or a better message voids no waiver.
 */
export function fingerprint(rule: string, subject: Subject, before?: string, after?: string): string {
  return createHash("sha256")
    .update(JSON.stringify([rule, subject, before ?? null, after ?? null]))
    .digest("hex")
    .slice(0, 12);
}

/** A short name of a text: equal means the same text. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 40);

/** All of it, as dbt names the text of a file. */
export const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The same by SHA-1, where a tool makes names of it. */
export const sha1 = (text: string): string => createHash("sha1").update(text).digest("hex");
