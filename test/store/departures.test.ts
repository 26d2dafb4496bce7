import { expect, onTestFinished, test } from "vitest";
import { comeBack, depart, purge } from "../../src/store/departures.ts";
import { borrowDatabase } from "./memory-database.ts";

const DAY = 24 * 3_600_000;
const ago = (days: number): Date => new Date(Date.UTC(2026, 10, 21) - days * DAY);

test("what is kept of a repository goes thirty days after it left, and nobody else's", async () => {
  const borrowed = await borrowDatabase();
  onTestFinished(() => borrowed.giveBack());
  const { database } = borrowed;
  for (const repository of [1, 2, 3])
    await database.query(
      "INSERT INTO dataplan.report (repository, pull, head, target, document) VALUES ($1, 1, 'h', '{}', '')",
      [repository],
    );
  await depart(database, 1, 9);
  await depart(database, 2, 9);
  await depart(database, 1, 9);
  await database.query("UPDATE dataplan.departure SET since = $2 WHERE repository = $1", [1, ago(31).toISOString()]);
  await database.query("UPDATE dataplan.departure SET since = $2 WHERE repository = $1", [2, ago(29).toISOString()]);
  expect(await purge(database, ago(30))).toBe(1);
  const kept = () => database.query("SELECT repository::int FROM dataplan.report ORDER BY repository");
  expect(await kept()).toEqual([{ repository: 2 }, { repository: 3 }]);
  await comeBack(database, [2, 3]);
  expect(await purge(database, ago(0))).toBe(0);
  expect(await kept()).toEqual([{ repository: 2 }, { repository: 3 }]);
});

test("every table of ours that speaks of a repository is reached", async () => {
  const borrowed = await borrowDatabase();
  onTestFinished(() => borrowed.giveBack());
  const { database } = borrowed;
  const named = await database.query<{ readonly table_name: string }>(
    `SELECT table_name FROM information_schema.columns
     WHERE table_schema = 'dataplan' AND column_name LIKE '%repository%' AND column_name <> 'repository'`,
  );
  expect(named).toEqual([]);
});
