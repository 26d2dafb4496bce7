/** Drizzle's `meta/_journal.json`: what runs, in this order. */
export interface Journal {
  readonly dialect: string;
  readonly entries: readonly { readonly tag: string; /** In milliseconds. */ readonly when?: number }[];
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

export function journalOf(text: string): Journal | undefined {
  if (!/^\s*\{/.test(text) || !text.includes('"entries"')) return undefined;
  try {
    const journal: unknown = JSON.parse(text);
    if (!isRecord(journal) || !Array.isArray(journal["entries"])) return undefined;
    const listed: readonly unknown[] = journal["entries"];
    const entries = listed.flatMap((entry) => {
      if (!isRecord(entry) || typeof entry["tag"] !== "string") return [];
      const { tag, when } = entry as { readonly tag: string; readonly when?: unknown };
      return [{ tag, ...(typeof when === "number" ? { when } : {}) }];
    });
    return { dialect: typeof journal["dialect"] === "string" ? journal["dialect"] : "", entries };
  } catch {
    return undefined;
  }
}
