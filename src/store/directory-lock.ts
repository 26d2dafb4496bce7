import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process works on this directory: both would lose what they wrote, and PGlite would not say so. */
export class DirectoryInUse extends Error {
  override readonly name = "DirectoryInUse";
  constructor(directory: string) {
    super(
      `Unexpected second process on \`${directory}\`, expected one: stop the other, or give each its own DATAPLAN_DATA, or share a PostgreSQL by DATABASE_URL`,
    );
  }
}

/**
 * Holds the directory for this process alone; answers with how to let go. The lock is the operating system's own (SQLite
 * takes one on its file), so it ends with the process however that ends, and counts across containers of one machine.
 */
export function lockDirectory(directory: string): () => void {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = new DatabaseSync(join(directory, "dataplan.lock"), { timeout: 0 });
  try {
    file.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    file.close();
    if (error instanceof Error && "errcode" in error && error.errcode === SQLITE_BUSY)
      throw new DirectoryInUse(directory);
    throw error;
  }
  return () => file.close();
}

const SQLITE_BUSY = 5;
