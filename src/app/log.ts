import { type DestinationStream, type Logger, pino } from "pino";
import type { LogLevel } from "./settings.ts";

export type Log = Logger;

const TOKENS = /\b(?:gh[a-z]_[A-Za-z0-9_.-]{20,}|github_pat_[A-Za-z0-9_]{20,})/g;
const JWTS = /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}/g;
const KEYS = /-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/gs;

/** Structured lines in which no token, key or secret survives, wherever in a line it stood. */
export function createLog(level: LogLevel, secrets: readonly string[], to?: DestinationStream): Log {
  const scrub = (line: string): string => {
    let clean = line.replace(TOKENS, "[token]").replace(JWTS, "[token]").replace(KEYS, "[key]");
    for (const secret of secrets) clean = clean.replaceAll(JSON.stringify(secret).slice(1, -1), "[secret]");
    return clean;
  };
  return pino(
    {
      name: "dataplan",
      level,
      // Probot logs the whole delivery at debug; its payload is somebody's private repository.
      redact: {
        paths: ["event.payload", "*.privateKey", "*.headers.authorization", "*.request.headers.authorization"],
        censor: "[redacted]",
      },
      hooks: { streamWrite: scrub },
    },
    to ?? pino.destination({ dest: 1, sync: true }),
  );
}
