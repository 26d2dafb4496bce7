import type { MigrationRoot } from "../../model/config.ts";
import type { ParsedText } from "./parsed-text.ts";
import type { Marks } from "./sections.ts";

/** One migration of a history, by paths alone. */
export interface Entry {
  readonly version: string;
  readonly name: string;
  readonly up: string;
  readonly down?: string;
  /** Marks part the file: what runs is its up part, and its down part where `down` is the same path. */
  readonly sections?: true;
  /** The tool (or the file itself) runs it as one transaction. */
  readonly transaction: boolean;
  /** … because PostgreSQL does so by itself with several statements of one message. */
  readonly implicit?: true;
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
  /** Not PostgreSQL, by the tool's own word. */
  readonly dialect?: string;
}

/** What a framework may look at: paths that it asked for, and what they say. */
export interface Files {
  readonly paths: readonly string[];
  /** Is there such a path in the tree, asked for or not? */
  has(path: string): boolean;
  read(path: string): ParsedText | undefined;
  /** The text with the very bytes that git hashed; undefined where they were not kept. */
  exact(path: string): string | undefined;
  /** The `.sql` files that lie in this very folder and were read, asked for or not. */
  inside(folder: string): readonly string[];
}

/** How one migration tool names, pairs and orders its files. */
export interface Framework {
  readonly id: string;
  readonly title: string;
  /** Names under which a configuration may ask for it, beside `id`. */
  readonly tools: readonly string[];
  readonly marks?: Marks;
  /** Could this path be a file of this tool's, or hold settings for one? */
  wants(path: string): boolean;
  /** `roots` are the folders that the configuration gives to this tool: there its names alone decide. */
  find(files: Files, roots: readonly MigrationRoot[]): readonly History[];
}

export const defineFramework = (framework: Framework): Framework => framework;
