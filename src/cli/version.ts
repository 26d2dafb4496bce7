import { readFile } from "node:fs/promises";

/** Of the package that this file belongs to: two folders up, in the checkout and compiled alike. */
export async function version(): Promise<string> {
  const text = await readFile(new URL("../../package.json", import.meta.url), "utf8");
  const parsed = JSON.parse(text) as { readonly version?: string };
  return parsed.version ?? "unknown";
}
