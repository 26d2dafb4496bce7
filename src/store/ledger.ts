import type { GrantedWaiver, Hold } from "../model/grant.ts";
import type { Shown } from "../model/shown.ts";
import type { Entry } from "../model/command.ts";
import type { Answered, Ledger, Said } from "../ports.ts";
import type { Sql } from "./sql.ts";

const INSTANT = `'YYYY-MM-DD"T"HH24:MI:SS"Z"'`;
const instant = (column: string): string => `to_char(${column} AT TIME ZONE 'UTC', ${INSTANT})`;

/** Of what was granted in one line: who said it, when, of which head, in which comment. */
const GRANTED = `g.actor AS login, g.role, g.source, ${instant("g.said_at")} AS at`;

interface Granter {
  readonly login: string;
  readonly role: Hold["role"];
  readonly source: string;
  readonly at: string;
  readonly head: string;
}

type Audited = Omit<Awaited<ReturnType<Ledger["audit"]>>[number], "head">;
type WaiverRow = Granter & Omit<GrantedWaiver, "owner" | "granted">;
type HoldRow = Granter & Pick<Hold, "id" | "reason">;

/** The Ledger port over our own tables. */
export function ledger(sql: Sql): Ledger {
  return {
    async grants(repository, pull) {
      const waivers = await sql.query<WaiverRow>(
        `SELECT w.fingerprint, w.rule, w.subject, w.reason, to_char(w.until, 'YYYY-MM-DD') AS until, w.head, ${GRANTED}
         FROM dataplan.waiver w JOIN dataplan.audit g ON g.id = w.granted
         WHERE w.repository = $1 AND w.pull = $2 AND w.ended IS NULL ORDER BY w.id`,
        [repository, pull],
      );
      const holds = await sql.query<HoldRow>(
        `SELECT h.id, h.reason, h.head, ${GRANTED}
         FROM dataplan.hold h JOIN dataplan.audit g ON g.id = h.granted
         WHERE h.repository = $1 AND h.pull = $2 AND h.ended IS NULL ORDER BY h.id`,
        [repository, pull],
      );
      return {
        waivers: waivers.map(({ login, source, at, head, fingerprint, rule, subject, reason, until }) => ({
          fingerprint,
          rule,
          subject,
          reason,
          until,
          owner: `@${login}`,
          granted: { at, head, comment: idOf(source) },
        })),
        holds: holds.map(({ id, login, role, reason, source, at, head }) => ({
          id,
          owner: `@${login}`,
          role,
          reason,
          granted: { at, head, comment: idOf(source) },
        })),
      };
    },

    async shown(repository, pull) {
      const [row] = await sql.query<{ readonly answer: Shown; readonly since: string }>(
        `SELECT answer, ${instant("since")} AS since FROM dataplan.shown WHERE repository = $1 AND pull = $2`,
        [repository, pull],
      );
      return row;
    },

    async show(repository, pull, answer, at) {
      const prints = answer.findings.map(({ fingerprint }) => fingerprint).toSorted();
      await sql.query(
        `INSERT INTO dataplan.shown AS old (repository, pull, head, prints, since, answer) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (repository, pull) DO UPDATE SET head = excluded.head, prints = excluded.prints, answer = excluded.answer,
           since = CASE WHEN old.head = excluded.head AND old.prints = excluded.prints THEN old.since ELSE excluded.since END`,
        [repository, pull, answer.head, prints.join(" "), at, JSON.stringify(answer)],
      );
    },

    async audit(most, of) {
      const rows = await sql.query<Audited & { readonly head: string | null }>(
        `SELECT repository, pull, ${instant("said_at")} AS at, actor, line, result, head FROM dataplan.audit
         WHERE repository = coalesce($1, repository) AND pull = coalesce($2, pull) ORDER BY id DESC LIMIT $3`,
        [of?.repository ?? null, of?.pull ?? null, most],
      );
      return rows.map(({ head, ...row }) => (head === null ? row : { ...row, head }));
    },

    answered: (said) => answeredBefore(sql, said),

    carryOut: (said, entries, answered) =>
      sql.transaction(async (inner) => {
        const id = await record(inner, said, entries, answered);
        if (id === undefined) return (await answeredBefore(inner, said)) ?? answered;
        for (const entry of entries) await enter(inner, said, id, entry);
        return answered;
      }),
  };
}

const idOf = (source: string): number => Number(source.slice(source.indexOf(":") + 1));

async function answeredBefore(
  sql: Sql,
  { repository, source, position }: Pick<Said, "repository" | "source" | "position">,
): Promise<Answered | undefined> {
  const [row] = await sql.query<{ result: Answered["result"]; reply: string | null; review: boolean }>(
    "SELECT result, reply, review FROM dataplan.audit WHERE repository = $1 AND source = $2 AND position = $3",
    [repository, source, position],
  );
  if (row === undefined) return undefined;
  return { result: row.result, review: row.review, ...(row.reply === null ? {} : { reply: row.reply }) };
}

/** The audit row's id; undefined where the line has one already. */
async function record(
  sql: Sql,
  { repository, pull, source, position, actor, line, head, at }: Said,
  entries: readonly Entry[],
  { result, reply, review }: Answered,
): Promise<number | undefined> {
  // What only reads can be read again, and may be long.
  const kept = entries.length > 0 || result === "refused" ? reply : undefined;
  const [row] = await sql.query<{ id: number }>(
    `INSERT INTO dataplan.audit (repository, pull, source, position, actor, actor_id, role, line, head, said_at, result, reply, review)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
     ON CONFLICT (repository, source, position) DO NOTHING RETURNING id`,
    [
      repository,
      pull,
      source,
      position,
      actor.login,
      actor.id,
      actor.role,
      line,
      head ?? null,
      at,
      result,
      kept ?? null,
      review,
    ],
  );
  return row?.id;
}

async function enter(sql: Sql, { repository, pull, head }: Said, id: number, entry: Entry): Promise<void> {
  const end = (fingerprints: readonly string[]) =>
    sql.query(
      `UPDATE dataplan.waiver SET ended = $3
       WHERE repository = $1 AND pull = $2 AND ended IS NULL AND fingerprint = ANY($4::text[])`,
      [repository, pull, id, [...fingerprints]],
    );
  switch (entry.kind) {
    case "waive":
      await end(entry.findings.map(({ fingerprint }) => fingerprint));
      for (const { fingerprint, rule, subject, reason, until } of entry.findings)
        await sql.query(
          `INSERT INTO dataplan.waiver (repository, pull, fingerprint, rule, subject, reason, until, head, granted)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
          [repository, pull, fingerprint, rule, subject, reason, until, head, id],
        );
      break;
    case "unwaive":
      await end(entry.fingerprints);
      break;
    case "hold":
      await sql.query(
        "INSERT INTO dataplan.hold (repository, pull, reason, head, granted) VALUES ($1, $2, $3, $4, $5)",
        [repository, pull, entry.reason, head, id],
      );
      break;
    case "unhold":
      await sql.query(
        "UPDATE dataplan.hold SET ended = $1 WHERE repository = $2 AND pull = $3 AND id = ANY($4::bigint[])",
        [id, repository, pull, [...entry.ids]],
      );
  }
}
