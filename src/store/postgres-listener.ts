import { escapeIdentifier, Client } from "pg";

const RETRY_MS = 1_000;

/** Listens on a connection of its own, and on another one when that breaks. Rejects where there is none at first. */
export async function listen(
  url: string,
  channel: string,
  heard: () => void,
  onError: (error: Error) => void,
): Promise<() => Promise<void>> {
  let client: Client | undefined;
  let closed = false;
  let retry: NodeJS.Timeout | undefined;

  const connect = async (): Promise<void> => {
    const next = new Client({ connectionString: url, application_name: "dataplan", keepAlive: true });
    let lost = false;
    const again = (error?: Error): void => {
      if (lost || closed) return;
      lost = true;
      if (error !== undefined) onError(error);
      void next.end().catch(() => {});
      retry = setTimeout(() => void connect().then(heard, again), RETRY_MS);
    };
    try {
      await next.connect();
      await next.query(`LISTEN ${escapeIdentifier(channel)}`);
    } catch (error) {
      await next.end().catch(() => {});
      throw error;
    }
    next.on("notification", heard);
    next.on("error", again);
    next.on("end", () => again());
    client = next;
  };

  await connect();
  return async () => {
    closed = true;
    clearTimeout(retry);
    await client?.end().catch(() => {});
  };
}
