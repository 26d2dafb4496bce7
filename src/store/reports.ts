import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import type { Sql } from "./sql.ts";

export interface KeptReport<Document, Target> {
  readonly document: Document;
  /** Where to look again. */
  readonly target: Target;
  readonly head: string;
  readonly judgedAt: Date;
  /** A later look was at another head. */
  readonly overtaken: boolean;
}

/** Reports by repository, pull request and head. A second answer for one head takes the first one's place. */
export interface Reports<Document, Target> {
  keep(repository: number, pull: number, head: string, target: Target, document: Document): Promise<void>;
  find(repository: number, pull: number, head: string): Promise<KeptReport<Document, Target> | undefined>;
  /** Deletes what is older than so many days; answers how many there were. */
  forget(days: number): Promise<number>;
}

interface Row<Target> {
  readonly document: Uint8Array;
  readonly target: Target;
  readonly judged_at: Date;
  readonly overtaken: boolean;
}

const pack = promisify(gzip);
const unpack = promisify(gunzip);
/** What a document may grow to when it is unpacked. */
const LARGEST = 64 * 1024 * 1024;

export const reportsIn = <Document, Target>(sql: Sql): Reports<Document, Target> => ({
  async keep(repository, pull, head, target, document) {
    const packed = await pack(JSON.stringify(document));
    await sql.query(
      `INSERT INTO dataplan.report (repository, pull, head, target, document) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (repository, pull, head) DO UPDATE
       SET target = excluded.target, document = excluded.document, judged_at = now()`,
      [repository, pull, head, JSON.stringify(target), packed],
    );
  },
  async find(repository, pull, head) {
    const [row] = await sql.query<Row<Target>>(
      `SELECT document, target, judged_at, EXISTS (
         SELECT 1 FROM dataplan.report later
         WHERE later.repository = $1 AND later.pull = $2 AND later.head <> $3 AND later.judged_at > report.judged_at
       ) AS overtaken
       FROM dataplan.report WHERE repository = $1 AND pull = $2 AND head = $3`,
      [repository, pull, head],
    );
    if (row === undefined) return undefined;
    const text = (await unpack(row.document, { maxOutputLength: LARGEST })).toString("utf8");
    return {
      document: JSON.parse(text) as Document,
      target: row.target,
      head,
      judgedAt: row.judged_at,
      overtaken: row.overtaken,
    };
  },
  async forget(days) {
    const gone = await sql.query(
      "DELETE FROM dataplan.report WHERE judged_at < now() - make_interval(days => $1) RETURNING 1",
      [days],
    );
    return gone.length;
  },
});
