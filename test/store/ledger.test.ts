import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Shown } from "../../src/model/shown.ts";
import type { Ledger, Said } from "../../src/ports.ts";
import type { Database } from "../../src/store/database.ts";
import { ledger } from "../../src/store/ledger.ts";
import { migrate } from "../../src/store/migrate.ts";
import { openPostgres } from "../../src/store/postgres-database.ts";
import { borrowDatabase } from "./memory-database.ts";
import { noPostgres, type PostgresServer, startPostgres, titled } from "./postgres-server.ts";

const missing = noPostgres();
const HEAD = "4f1d2c3b5a697887766554433221100ffeeddccb";

const said = (position: number, more: Partial<Said> = {}): Said => ({
  repository: 9_007_199_254_740_991,
  pull: 7,
  source: "comment:42",
  position,
  line: "/dataplan waive x",
  head: HEAD,
  actor: { login: "grace", id: 3, role: "write" },
  at: "2026-11-21T10:00:00Z",
  ...more,
});
const waived = {
  fingerprint: "3f2a9c0d41be",
  rule: "r",
  subject: "s",
  reason: 'it\'s "so" \\ $1',
  until: "2026-12-31",
};
const done = (reply: string) => ({ result: "done", reply, review: true }) as const;
const shown = (head: string, ...prints: readonly string[]): Shown => ({
  head,
  conclusion: "failure",
  summary: "s",
  proofs: [],
  findings: prints.map((fingerprint) => ({
    fingerprint,
    rule: "r",
    subject: "s",
    level: "block",
    path: "p",
    line: 1,
    message: "m",
    owed: [],
    hurts: [],
    holds: true,
  })),
});

const at = (minute: number): string => `2026-11-21T10:0${minute}:00Z`;

describe.each(["pglite", "postgres"] as const)("a ledger on %s", (kind) => {
  let server: PostgresServer | undefined;
  let database: Database | undefined;
  const skipped = kind === "postgres" && missing !== undefined;
  const book = (): Ledger => ledger(database ?? expect.fail("no database"));
  const grants = () => book().grants(said(0).repository, 7);
  beforeAll(async () => {
    if (skipped) return;
    if (kind === "postgres") server = await startPostgres();
    const url = await server?.create("ledger");
    database = url === undefined ? (await borrowDatabase()).database : await openPostgres(url, () => {});
    await migrate(database);
  }, 60_000);
  beforeEach(() => database?.script("TRUNCATE dataplan.shown, dataplan.waiver, dataplan.hold, dataplan.audit"));
  afterAll(async () => {
    await database?.close();
    await server?.close();
  });

  test.skipIf(skipped)(
    titled("keeps a waiver with who, when and of which head", skipped ? missing : undefined),
    async () => {
      await book().carryOut(said(0), [{ kind: "waive", findings: [waived] }], done("so"));
      expect(await grants()).toEqual({
        waivers: [{ ...waived, owner: "@grace", granted: { at: "2026-11-21T10:00:00Z", head: HEAD, comment: 42 } }],
        holds: [],
      });
      expect(await book().grants(said(0).repository, 8)).toEqual({ waivers: [], holds: [] });
      expect(await book().grants(1, 7)).toEqual({ waivers: [], holds: [] });
    },
  );
  test.skipIf(skipped)("carries out a line once, and gives its first answer back", async () => {
    const entries = [{ kind: "waive", findings: [waived] }] as const;
    const both = await Promise.all([
      book().carryOut(said(0), entries, done("first")),
      book().carryOut(said(0), entries, done("second")),
    ]);
    expect(new Set(both.map(({ reply }) => reply)).size).toBe(1);
    expect((await grants()).waivers).toHaveLength(1);
    expect(await book().audit(9)).toHaveLength(1);
  });
  test.skipIf(skipped)("lets a later waiver take the place of an earlier one, and ends it", async () => {
    await book().carryOut(said(0), [{ kind: "waive", findings: [waived] }], done("a"));
    const longer = { ...waived, until: "2027-01-31" };
    await book().carryOut(said(1), [{ kind: "waive", findings: [longer] }], done("b"));
    expect((await grants()).waivers).toMatchObject([{ until: "2027-01-31" }]);
    await book().carryOut(said(2), [{ kind: "unwaive", fingerprints: [waived.fingerprint] }], done("c"));
    expect((await grants()).waivers).toEqual([]);
  });
  test.skipIf(skipped)("keeps holds until they are lifted, one by one", async () => {
    await book().carryOut(said(0), [{ kind: "hold", reason: "wait for the backfill" }], done("a"));
    await book().carryOut(said(1), [{ kind: "hold", reason: "and for the release" }], done("b"));
    const [first, second] = (await grants()).holds;
    expect(first).toMatchObject({ owner: "@grace", role: "write", reason: "wait for the backfill" });
    await book().carryOut(said(2), [{ kind: "unhold", ids: [first?.id ?? 0] }], done("c"));
    expect((await grants()).holds).toEqual([second]);
  });
  test.skipIf(skipped)("records nothing where one part fails", async () => {
    const twice = [{ kind: "waive", findings: [waived, waived] }] as const;
    await expect(book().carryOut(said(0), twice, done("no"))).rejects.toThrow();
    expect(await book().audit(9)).toEqual([]);
    expect(await book().answered(said(0))).toBeUndefined();
  });
  test.skipIf(skipped)("tells the last commands, newest first, of one pull request or of all", async () => {
    const { head: _, ...headless } = said(0, { pull: 8, source: "comment:43" });
    await book().carryOut(said(0), [], { result: "refused", reply: "no", review: false });
    await book().carryOut(headless, [], {
      result: "done",
      reply: "long",
      review: false,
    });
    expect((await book().audit(9)).map(({ pull, result }) => [pull, result])).toEqual([
      [8, "done"],
      [7, "refused"],
    ]);
    expect(await book().audit(9, { repository: said(0).repository, pull: 7 })).toMatchObject([
      { at: "2026-11-21T10:00:00Z", actor: "grace", head: HEAD },
    ]);
    expect((await book().audit(1))[0]).not.toHaveProperty("head");
    // What only reads is read again, so its words are not kept.
    expect(await book().answered(said(0, { source: "comment:43" }))).toEqual({ result: "done", review: false });
    expect(await book().answered(said(0))).toEqual({ result: "refused", reply: "no", review: false });
  });
  test.skipIf(skipped)(
    "knows since when a head was shown so: another finding or another head counts anew",
    async () => {
      const since = async () => (await book().shown(1, 7))?.since;
      expect(await book().shown(1, 7)).toBeUndefined();
      await book().show(1, 7, shown("a", "f1", "f2"), at(1));
      await book().show(1, 7, shown("a", "f2", "f1"), at(2));
      expect(await since()).toBe(at(1));
      await book().show(1, 7, shown("a", "f2", "f3"), at(3));
      expect(await since()).toBe(at(3));
      await book().show(1, 7, shown("b", "f2", "f3"), at(4));
      expect(await book().shown(1, 7)).toEqual({ answer: shown("b", "f2", "f3"), since: at(4) });
    },
  );
});
