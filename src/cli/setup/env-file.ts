import { open } from "node:fs/promises";
import type { Registered } from "./convert.ts";

/** Settings as `NAME=value` lines, the key on one line as base64 of its PEM. */
export function envText(app: Registered, apiUrl: string, publicUrl: string | undefined): string {
  const values = {
    APP_ID: String(app.appId),
    PRIVATE_KEY: Buffer.from(app.privateKey).toString("base64"),
    WEBHOOK_SECRET: app.webhookSecret,
    CLIENT_ID: app.clientId,
    CLIENT_SECRET: app.clientSecret,
    ...(publicUrl === undefined ? {} : { PUBLIC_URL: publicUrl }),
    ...(apiUrl === "https://api.github.com" ? {} : { GITHUB_API_URL: apiUrl }),
  };
  const lines = Object.entries(values).map(([name, value]) => `${name}=${value}`);
  return `# ${app.slug}: secrets that GitHub tells once. For nobody but the server.\n${lines.join("\n")}\n`;
}

/** Opened before GitHub is asked: what it tells once must have a place. Never a file that is there, readable by its owner alone. */
export const newFile = (path: string) => open(path, "wx", 0o600);
