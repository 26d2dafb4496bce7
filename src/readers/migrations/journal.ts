/** Drizzle's `meta/_journal.json`: what runs, in this order. */
export interface Journal {
  readonly dialect: string;
  readonly tags: readonly string[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

export function journalOf(text: string): Journal | undefined {
  if (!/^\s*\{/.test(text) || !text.includes('"entries"')) return undefined;
  try {
    const journal: unknown = JSON.parse(text);
    if (!isRecord(journal) || !Array.isArray(journal["entries"])) return undefined;
    const entries: readonly unknown[] = journal["entries"];
    const tags = entries.flatMap((entry) =>
      isRecord(entry) && typeof entry["tag"] === "string" ? [entry["tag"]] : [],
    );
    return { dialect: typeof journal["dialect"] === "string" ? journal["dialect"] : "", tags };
  } catch {
    return undefined;
  }
}
