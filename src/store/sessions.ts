import { createHash, randomBytes } from "node:crypto";
import type { Sql } from "./sql.ts";

export interface Session {
  readonly login: string;
  /** GitHub's token for this person, as it was given to `begin`. */
  readonly token: Uint8Array;
}

/** Who is signed in. The key that a browser holds is never kept, only its hash. */
export interface Sessions {
  /** Answers with the key for the browser. */
  begin(session: Session, seconds: number): Promise<string>;
  find(key: string): Promise<Session | undefined>;
  end(key: string): Promise<void>;
  forgetEnded(): Promise<void>;
}

export const sessionsIn = (sql: Sql): Sessions => ({
  async begin({ login, token }, seconds) {
    const key = randomBytes(32).toString("base64url");
    await sql.query(
      `INSERT INTO dataplan.session (id, login, token, ends_at)
       VALUES ($1, $2, $3, now() + make_interval(secs => $4))`,
      [idOf(key), login, token, seconds],
    );
    return key;
  },
  async find(key) {
    const [row] = await sql.query<Session>(
      "SELECT login, token FROM dataplan.session WHERE id = $1 AND ends_at > now()",
      [idOf(key)],
    );
    return row;
  },
  async end(key) {
    await sql.query("DELETE FROM dataplan.session WHERE id = $1", [idOf(key)]);
  },
  async forgetEnded() {
    await sql.query("DELETE FROM dataplan.session WHERE ends_at <= now()");
  },
});

const idOf = (key: string): string => createHash("sha256").update(key).digest("hex");
