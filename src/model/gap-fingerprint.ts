import type { Gap } from "./fact.ts";
import { fingerprint } from "./fingerprint.ts";
import type { Snapshot } from "./snapshot.ts";

/** What a waiver of a gap is bound to: its cause, its file and the file's very text, since nobody knows what another text hides. */
export const gapFingerprint = ({ key, place }: Gap, { files }: Snapshot): string =>
  fingerprint(key, ["file", place.path], undefined, files[place.path]);
