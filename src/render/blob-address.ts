import type { Place, Side } from "../model/place.ts";

/** Two commits of a repository, and its address for people. */
export interface Ends {
  readonly web: string;
  readonly base: string;
  readonly head: string;
}

/** Where GitHub shows these lines as they were at that commit. */
export function blobAddress({ web, base, head }: Ends, { path, line, endLine }: Place, side: Side): string {
  const lines = endLine === undefined || endLine === line ? `L${line}` : `L${line}-L${endLine}`;
  const file = path.split("/").map(encodeURIComponent).join("/");
  // `plain` keeps GitHub from rendering a Markdown file, which would lose the line.
  return `${web}/blob/${side === "base" ? base : head}/${file}${path.endsWith(".md") ? "?plain=1" : ""}#${lines}`;
}
