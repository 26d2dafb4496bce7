import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { emptyDirectory } from "../../src/engine/database.ts";
import { lockDirectory } from "../../src/store/directory-lock.ts";
import { ledger } from "../../src/store/ledger.ts";
import { openStore } from "../../src/store/open.ts";
import { CACHE } from "../store/memory-database.ts";
import { dataplan, scratch } from "./world.ts";

const { folder, remove } = scratch();
const DATA = join(folder, "data");
afterAll(remove);
beforeAll(async () => {
  const database = await openStore({ dataDir: DATA, empty: () => emptyDirectory(CACHE) }, () => {});
  const said = {
    repository: 5,
    pull: 7,
    source: "comment:1",
    actor: { login: "grace", id: 3, role: "write" },
  } as const;
  const at = "2026-11-21T10:00:00Z";
  const done = { result: "done", review: false } as const;
  await ledger(database).carryOut({ ...said, position: 0, line: "/dataplan help", at }, [], done);
  const odd = { ...said, pull: 8, position: 1, line: "/dataplan waive \u202ex", head: "4f1d2c3b5a", at };
  await ledger(database).carryOut(odd, [], { result: "refused", review: false, reply: "no" });
  await database.close();
}, 120_000);

const audit = (...args: readonly string[]) =>
  dataplan(["audit", ...args], tmpdir(), { DATAPLAN_DATA: DATA, DATABASE_URL: "" });

test("tells who said what, newest first, with nothing hidden in it", () => {
  expect(audit()).toEqual({
    code: 0,
    err: "",
    out:
      "2026-11-21T10:00:00Z  refused  5#8@4f1d2c3  grace: /dataplan waive \\u202ex\n" +
      "2026-11-21T10:00:00Z  done     5#7  grace: /dataplan help\n",
  });
  expect(audit("--repository", "5", "--pull", "7").out).toContain("5#7");
  expect(audit("--repository", "5", "--pull", "7").out).not.toContain("5#8");
  expect(audit("--repository", "6").out).toBe("Nobody has said anything here\n");
  expect(JSON.parse(audit("--last", "1", "--format", "json").out)).toMatchObject([{ pull: 8, result: "refused" }]);
}, 120_000);

test("asks for what it lacks, and lets a running server be", () => {
  expect(audit("--pull", "7")).toMatchObject({ code: 2 });
  expect(audit("--last", "many").err).toContain("expected a whole number");
  const unlock = lockDirectory(DATA);
  expect(audit().err).toContain("A server runs on");
  unlock();
  const none = dataplan(["audit"], tmpdir(), { DATAPLAN_DATA: join(folder, "none"), DATABASE_URL: "" });
  expect(none).toMatchObject({ code: 2 });
  expect(none.err).toContain("There is no store in");
}, 120_000);
