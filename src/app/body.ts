import type { IncomingMessage } from "node:http";

/** Why a body was not taken: it is longer than any delivery, too much is under way already, or it did not arrive whole. */
export type Refused = "too-large" | "busy" | "broken";

/** Reads bodies up to a limit each and a limit in all, so that strangers cannot fill the memory before a signature is checked. */
export function bodyReader(limit: number, budget: number): (request: IncomingMessage) => Promise<Buffer | Refused> {
  let held = 0;
  return async (request) => {
    if (Number(request.headers["content-length"] ?? 0) > limit) return "too-large";
    const chunks: Buffer[] = [];
    let length = 0;
    try {
      for await (const chunk of request.iterator({ destroyOnReturn: false })) {
        const bytes = Buffer.from(chunk);
        length += bytes.length;
        held += bytes.length;
        if (length > limit) return "too-large";
        if (held > budget) return "busy";
        chunks.push(bytes);
      }
      return Buffer.concat(chunks, length);
    } catch {
      return "broken";
    } finally {
      held -= length;
    }
  };
}
