import type { Script } from "../../sql/act.ts";
import type { Slot } from "../../sql/placeholder.ts";
import type { Sections } from "./sections.ts";
import type { Signs } from "./signs.ts";

/** The two ways of one migration. */
export interface Scripts {
  readonly up: Script;
  readonly down?: Script;
}

/** What one file says, without knowing where it lies. */
export interface ParsedText {
  readonly text: string;
  /** The whole text, as SQL. */
  readonly script: Script;
  /** Its two ways, where marks part the file. */
  readonly sections?: Scripts;
  /** … and their texts, each as long as the file. */
  readonly parts?: Sections;
  /** What it says to the framework `tool`, whose own type `content` has, where it is not SQL. */
  readonly document?: { readonly tool: string; readonly content: unknown };
  readonly signs: Signs;
  /** What stands for some of its words before anybody reads them as SQL. */
  readonly slots?: readonly Slot[];
}
