import type { Script } from "../../sql/act.ts";
import type { Signs } from "./signs.ts";

/** What one file says, without knowing where it lies. */
export interface ParsedText {
  readonly text: string;
  /** The whole text, read. */
  readonly script: Script;
  /** Its two ways, where marks part the file. */
  readonly sections?: { readonly up: Script; readonly down?: Script };
  readonly signs: Signs;
}
