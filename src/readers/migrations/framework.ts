import type { MigrationRoot } from "../../model/config.ts";
import type { Script, Spot, TextGap } from "../../sql/act.ts";
import type { ParsedText, Scripts } from "./parsed-text.ts";
import type { Marks } from "./sections.ts";

/** One migration of a history, by paths alone. */
export interface Entry {
  readonly version: string;
  readonly name: string;
  readonly up: string;
  readonly down?: string;
  /** What runs, where that is not simply the whole of `up` and the whole of `down`: one file holds both ways, or a program says it. */
  readonly scripts?: Scripts;
  /** Names what the migration says, where it is only a part of its file or is read from several: equal means unchanged. */
  readonly hash?: string;
  /** Versions that it says it follows, where the tool's order is a graph. */
  readonly after?: readonly string[];
  /** Where it begins in `up`, if not at the top. */
  readonly line?: number;
  /** The tool runs it again when it changes, or at every deployment. */
  readonly repeatable?: true;
  /** The tool makes the way down by itself: that it is there says nothing of the team's habits, nor would its absence. */
  readonly automatic?: true;
  /** The tool (or the file itself) runs it as one transaction. */
  readonly transaction: boolean;
  /** … because PostgreSQL does so by itself with several statements of one message. */
  readonly implicit?: true;
  /** Where its program asks for silence over all that stands inside. */
  readonly assured?: readonly Spot[];
  /** A file of checksums beside it says something else. */
  readonly stale?: string;
  /** When its tool says that it was made, where that decides whether it runs. */
  readonly stamp?: number;
}

/** One folder's migrations in the order in which its tool runs them. */
export interface History {
  readonly tool: string;
  readonly root: string;
  readonly migrations: readonly Entry[];
  /** Files of this history that are for other databases than PostgreSQL. */
  readonly foreign?: readonly string[];
  /** The tool is told to run a migration that it missed. */
  readonly runsLate?: true;
  /** Not PostgreSQL, by the tool's own word. */
  readonly dialect?: string;
  /** Files that it is told by and that hold no migration: lists of others, settings, texts that a migration runs. */
  readonly also?: readonly string[];
  /** How things stood before its first migration, as far as its tool's dump can tell: what a history lacks that was cut. */
  readonly baseline?: { readonly path: string; readonly script: Script };
  /** What could not be read and belongs to no migration. */
  readonly gaps?: readonly { readonly path: string; readonly gap: TextGap }[];
}

/** What a framework may look at: paths that it asked for, and what they say. */
export interface Files {
  readonly paths: readonly string[];
  /** Is there such a path in the tree, asked for or not? */
  has(path: string): boolean;
  read(path: string): ParsedText | undefined;
  /** What it said on the base branch. */
  before(path: string): ParsedText | undefined;
  /** The text with the very bytes that git hashed; undefined where they were not kept. */
  exact(path: string): string | undefined;
  /** The `.sql` files that lie in this very folder and were read, asked for or not. */
  inside(folder: string): readonly string[];
}

/** Texts of this tool that are not SQL: programs, changelogs, plans. */
export interface Document<C> {
  /** By its words alone: nobody knows yet where it lies. */
  owns(text: string): boolean;
  /** What it says, as data; never throws on bad input. Memoised by the text. */
  read(text: string): C | Promise<C>;
}

/** How one migration tool names, pairs and orders its files. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** Names under which a configuration may ask for it, beside `id`. */
  readonly tools: readonly string[];
  readonly marks?: Marks;
  readonly document?: Document<unknown>;
  /** Extensions of its files, as the configuration's folders have them; `.sql` where not said. */
  readonly extensions?: readonly string[];
  /** Could this path be a file of this tool's, or hold settings for one? */
  wants(path: string): boolean;
  /** `roots` are the folders that the configuration gives to this tool: there its names alone decide. */
  find(files: Files, roots: readonly MigrationRoot[]): readonly History[] | Promise<readonly History[]>;
}

export const defineFramework = (framework: Framework): Framework => framework;
