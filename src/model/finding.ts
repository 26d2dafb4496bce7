import type { ObligationKind } from "./obligation.ts";
import type { Place, Side } from "./place.ts";
import type { Level } from "./level.ts";
import type { Consumer } from "./rule.ts";
import type { Subject } from "./subject.ts";
import type { Verdicts } from "./verdicts.ts";
import type { Edit, Step } from "./way.ts";

/** A rule's report, judged: with its level, its fingerprint and its words. */
export interface Finding {
  readonly rule: string;
  readonly level: Level;
  /** The usual spelling; `subjectPath` is the exact one. */
  readonly subject: string;
  readonly subjectPath: Subject;
  readonly fingerprint: string;
  /** Plain text, with names in backticks. */
  readonly message: string;
  /** The message before its slots were filled, so that a renderer can escape each value for its own medium. */
  readonly words: { readonly template: string; readonly data: Readonly<Record<string, string>> };
  readonly place: Place & { readonly side: Side };
  readonly verdicts: Verdicts;
  readonly basis: "observed" | "grammar";
  readonly before?: string;
  readonly after?: string;
  readonly readers: readonly Consumer[];
  /** What it owes while it blocks; empty where it does not block. */
  readonly owes: readonly ObligationKind[];
  /** The safe way, as SQL for this very case; absent where none is known. */
  readonly way?: readonly Step[];
  /** The one line that would make it safe, where one line does. */
  readonly edit?: Edit;
}
