import type { DoStmt, Node } from "libpg-query";
import { text } from "../names.ts";
import type { Reading } from "./context.ts";
import { type ReadActs, readPlpgsql } from "./plpgsql.ts";

/** A DO block runs when the migration runs, so its static statements count like any other. */
export function doBlock(node: DoStmt, reading: Reading, readActs: ReadActs): void {
  const options = namedOptions(node.args);
  const code = text(options.get("as"));
  const language = text(options.get("language")) || "plpgsql";
  if (language === "plpgsql") return readPlpgsql(`DO ${dollar(code)}`, code, reading, readActs);
  const reason = `a DO block in ${language} is not read`;
  reading.gaps.push({ key: "dynamic-sql", reason, spot: reading.spot, sql: code, opaque: true });
}

export function namedOptions(nodes: readonly Node[] | undefined): ReadonlyMap<string, Node> {
  const options = new Map<string, Node>();
  for (const node of nodes ?? [])
    if ("DefElem" in node && node.DefElem.arg !== undefined) options.set(node.DefElem.defname ?? "", node.DefElem.arg);
  return options;
}

/** The block again in dollar quotes, with a tag that its text does not hold. */
function dollar(code: string): string {
  let tag = "$$";
  for (let i = 0; code.includes(tag); i++) tag = `$b${i}$`;
  return `${tag}${code}${tag}`;
}
