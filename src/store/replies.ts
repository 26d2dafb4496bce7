import type { Sql } from "./sql.ts";

/** A comment of ours that answers a command. */
export interface Reply {
  /** GitHub's id of it, as GraphQL knows it. */
  readonly node: string;
  readonly repository: number;
  readonly pull: number;
  /** `comment:` or `press:` and what was answered, as in the audit. */
  readonly source: string;
  /** The pull request's head when it was written. */
  readonly head: string;
}

/** Our answers to commands that stand open in their conversations. */
export interface Replies {
  keep(reply: Reply): Promise<void>;
  /** The oldest so many that were written for another head, without those that record what still stands: a waiver, a hold. */
  overtaken(repository: number, pull: number, head: string, most: number): Promise<readonly string[]>;
  forget(node: string): Promise<void>;
  /** Whoever reads a conversation that old reads all of it. */
  forgetOlder(days: number): Promise<void>;
}

const standing = (grant: "waiver" | "hold"): string =>
  `NOT EXISTS (SELECT FROM dataplan.${grant} g JOIN dataplan.audit a ON a.id = g.granted
     WHERE g.repository = r.repository AND g.pull = r.pull AND g.ended IS NULL AND a.source = r.source)`;

export const repliesIn = (sql: Sql): Replies => ({
  async keep({ node, repository, pull, source, head }) {
    await sql.query(
      `INSERT INTO dataplan.reply (node, repository, pull, source, head) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (node) DO NOTHING`,
      [node, repository, pull, source, head],
    );
  },
  async overtaken(repository, pull, head, most) {
    const rows = await sql.query<{ readonly node: string }>(
      `SELECT r.node FROM dataplan.reply r
       WHERE r.repository = $1 AND r.pull = $2 AND r.head <> $3 AND ${standing("waiver")} AND ${standing("hold")}
       ORDER BY r.said_at, r.node LIMIT $4`,
      [repository, pull, head, most],
    );
    return rows.map(({ node }) => node);
  },
  async forget(node) {
    await sql.query("DELETE FROM dataplan.reply WHERE node = $1", [node]);
  },
  async forgetOlder(days) {
    await sql.query("DELETE FROM dataplan.reply WHERE said_at < now() - make_interval(days => $1)", [days]);
  },
});
