import { expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import { diff } from "../../src/diff/diff.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { type Answer, type Engine, EngineLost, type Question } from "../../src/ports.ts";
import { probe } from "../../src/probe/probe.ts";
import { read } from "../../src/readers/read.ts";
import migrations from "../../src/readers/migrations/reader.ts";

const { config } = loadConfig(undefined, new Map());

type Files = Readonly<Record<string, string>>;

function snapshotOf(sha: string, texts: Files): Promise<Snapshot> {
  const files = Object.fromEntries(Object.entries(texts).map(([path, text]) => [path, { path, text, hash: text }]));
  return read({ sha, paths: Object.keys(texts), files, unread: [] }, [migrations], config, new Map());
}

/** Diesel's folders: name → up and down. */
const tree = (folders: Readonly<Record<string, readonly [up: string, down?: string]>>): Files =>
  Object.fromEntries(
    Object.entries(folders).flatMap(([name, [up, down]]) => [
      [`migrations/${name}/up.sql`, up],
      ...(down === undefined ? [] : [[`migrations/${name}/down.sql`, down]]),
    ]),
  );

const nothing = { locks: [], rewrote: [], scanned: [], removed: [] };

async function probed(base: Files, head: Files, answer: (question: Question) => Partial<Answer> = () => ({})) {
  const asked: Question[] = [];
  const engine: Engine = {
    async ask(question) {
      asked.push(question);
      const migrations = question.change.map(({ id, up }) => ({
        id,
        statements: up.map((script) => ({
          id: script.id,
          ...nothing,
          ...(script.refused === undefined ? {} : { skipped: script.refused }),
        })),
        result: "exact" as const,
        detail: "fine",
        differences: [],
        rows: { result: "kept" as const, lost: [] },
      }));
      return {
        engine: 18,
        unreplayed: [],
        catalog: {},
        migrations,
        leftOut: [],
        milliseconds: { start: 0, replay: 0, change: 0 },
        ...answer(question),
      };
    },
    close: () => Promise.resolve(),
  };
  const [before, after] = [await snapshotOf("base", base), await snapshotOf("head", head)];
  return { asked, ...(await probe(before, after, diff(before, after), config, engine)) };
}

const names = (asked: readonly Question[]) =>
  asked.map(({ history, change }) =>
    [history, change].map((all) => all.map(({ id }) => id.slice(-1)).join("")).join("|"),
  );

const A = ["create table a (id int)", "drop table a"] as const;
const B = ["create table b (id int)", "drop table b"] as const;
const C = ["create table c (id int)", "drop table c"] as const;
const BASE = tree({ "2026-01-01-000000_a": A, "2026-01-02-000000_b": B });

test("what a pull request adds is asked on all that base has", async () => {
  const { asked, facts } = await probed(BASE, { ...BASE, ...tree({ "2026-01-03-000000_c": C }) });
  expect(names(asked)).toEqual(["ab|c"]);
  expect(asked[0]?.change[0]?.down?.map(({ sql }) => sql)).toEqual(["drop table c"]);
  expect(facts.map(({ kind, id }) => `${kind} ${id.split("_").at(-1)}`)).toEqual(["observation c#up:0", "proof c"]);
});

test("one that comes in between runs after what was there", async () => {
  const { asked } = await probed(BASE, { ...BASE, ...tree({ "2026-01-01-120000_c": C }) });
  expect(names(asked)).toEqual(["ab|c"]);
});

test("an edited migration is asked on what stood before it", async () => {
  const edited = tree({ "2026-01-02-000000_b": ["create table b (id bigint)", "drop table b"] });
  expect(names((await probed(BASE, { ...BASE, ...edited })).asked)).toEqual(["a|b"]);
  const wayBack = tree({ "2026-01-02-000000_b": ["create table b (id int)", "drop table if exists b"] });
  expect(names((await probed(BASE, { ...BASE, ...wayBack })).asked)).toEqual(["a|b"]);
});

test("a migration that only got another name is history; one that went away never ran", async () => {
  const moved = tree({ "2026-01-01-000000_a": A, "2026-01-05-000000_b": B, "2026-01-06-000000_c": C });
  expect(names((await probed(BASE, moved)).asked)).toEqual(["ab|c"]);
  const squashed = tree({ "2026-01-05-000000_c": ["create table a (id int); create table b (id int)"] });
  expect(names((await probed(BASE, squashed)).asked)).toEqual(["|c"]);
});

test("nothing of migrations, nothing asked", async () => {
  expect((await probed(BASE, BASE)).asked).toEqual([]);
});

test("what is refused or could not be read keeps its place, and is told", async () => {
  const added = tree({
    "2026-01-03-000000_c": ["create table c (id int); copy c from stdin; create tabel d; drop table c"],
  });
  const { asked, facts, gaps } = await probed(BASE, { ...BASE, ...added });
  expect(asked[0]?.change[0]?.up.map(({ refused }) => refused?.slice(0, 8))).toEqual([
    undefined,
    "`COPY` m",
    "not read",
    undefined,
  ]);
  expect(facts.filter(({ kind }) => kind === "observation")).toHaveLength(2);
  expect(gaps.map(({ key, place }) => `${key} ${place.path}:${place.line}`)).toEqual([
    "statement-refused migrations/2026-01-03-000000_c/up.sql:1",
  ]);
});

test("a statement that the engine does not come back from is a gap, on either way", async () => {
  const reason = "the engine went over its limit of 20 s (change)";
  const { gaps, facts, notes } = await probed(BASE, { ...BASE, ...tree({ "2026-01-03-000000_c": C }) }, (question) => ({
    leftOut: question.change.flatMap(({ up, down = [] }) => [...up, ...down].map(({ id }) => ({ id, reason }))),
    migrations: question.change.map(({ id, up }) => ({
      id,
      statements: up.map((script) => ({ id: script.id, ...nothing, skipped: reason })),
      result: "not-provable",
      detail: "",
      differences: [],
      rows: { result: "unseen", lost: [] },
    })),
  }));
  expect(facts.map(({ kind }) => kind)).toEqual(["proof"]);
  expect(gaps.map(({ key, place, reason: why }) => [key, place.path.split("/").at(-1), why.endsWith(reason)])).toEqual([
    ["statement-lost", "up.sql", true],
    ["statement-lost", "down.sql", true],
  ]);
  expect(notes).toEqual([]);
});

test("a way down that the grammar refuses fails", async () => {
  const added = tree({ "2026-01-03-000000_c": [C[0], "drop tabel c"] });
  const { facts } = await probed(BASE, { ...BASE, ...added }, ({ change }) => ({
    migrations: change.map(({ id, down }) => ({
      id,
      statements: [],
      result: "not-provable",
      detail: `the way down holds a statement that is not run: ${down?.[0]?.refused ?? ""}`,
      differences: [],
      rows: { result: "unseen", lost: [] },
    })),
  }));
  expect(facts).toMatchObject([
    { result: "fails", detail: 'the way down fails: syntax error at or near "tabel" (line 1)' },
  ]);
});

test("a hole in the history is one gap, with its first reasons", async () => {
  const added = tree({ "2026-01-03-000000_c": C });
  const { gaps } = await probed(BASE, { ...BASE, ...added }, ({ history }) => ({
    unreplayed: history.flatMap(({ up }) => up.map(({ id }) => ({ id, reason: `no ${id.slice(-6)}` }))),
  }));
  expect(gaps).toMatchObject([
    {
      key: "history-unreplayed",
      place: { path: "migrations/2026-01-01-000000_a/up.sql", line: 1 },
      reason: "2 statements of the history did not run in the embedded PostgreSQL: no a#up:0; no b#up:0",
    },
  ]);
});

test("a lost engine is a gap; any other fault is a fault", async () => {
  const head = { ...BASE, ...tree({ "2026-01-03-000000_c": C }) };
  const { gaps, facts } = await probed(BASE, head, () => {
    throw new EngineLost("the engine went over its limit of 20 s (change)");
  });
  expect(facts).toEqual([]);
  expect(gaps).toMatchObject([{ key: "engine-lost", place: { path: "migrations/2026-01-03-000000_c/up.sql" } }]);
  await expect(
    probed(BASE, head, () => {
      throw new TypeError("a bug");
    }),
  ).rejects.toThrow("a bug");
});
