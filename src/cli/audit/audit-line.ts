import type { AuditEntry } from "../../model/command.ts";
import { oneLine } from "../../render/visible.ts";

/** One line: when, who, of which pull request and head, what, and what came of it. */
export function auditLine(entry: AuditEntry & { readonly repository: number; readonly pull: number }): string {
  const { at, actor, repository, pull, head, line, result } = entry;
  const where = `${repository}#${pull}${head === undefined ? "" : `@${head.slice(0, 7)}`}`;
  return `${at}  ${result.padEnd(7)}  ${where}  ${oneLine(actor)}: ${oneLine(line)}\n`;
}
