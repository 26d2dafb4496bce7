// How long one review takes at the command line: node bench/review.ts [ROUNDS]
// A change of five files on a history of forty migrations: once of five kinds (migration up and down, plan, dbt model and its
// properties), once of migrations alone, for which neither Markdown nor YAML has to be read.
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { commit, git, put } from "../test/cli/world.ts";
import { costOf, type Cost } from "./cost-of.ts";

const MAIN = join(import.meta.dirname, "..", "src", "cli", "main.ts");
const rounds = Number(process.argv[2] ?? "9");
const folder = mkdtempSync(join(tmpdir(), "dataplan-bench-"));
const repo = join(folder, "shop");
const plain = join(folder, "plain");

function history(at: string): void {
  for (let i = 1; i <= 40; i++) {
    const name = `migrations/${String(i).padStart(4, "0")}_t${i}`;
    put(at, {
      [`${name}/up.sql`]: `CREATE TABLE t${i} (id bigint PRIMARY KEY, note text, amount numeric(10, 2));\nCREATE INDEX t${i}_note ON t${i} (note);\n`,
      [`${name}/down.sql`]: `DROP TABLE t${i};\n`,
    });
  }
  git(at, "init", "-q", "-b", "main");
  commit(at, "base", {});
  git(at, "checkout", "-q", "-b", "feature");
}

function buildPlain(): void {
  history(plain);
  commit(plain, "five files", {
    "migrations/0041_drop/up.sql": "ALTER TABLE t1 DROP COLUMN note;\n",
    "migrations/0041_drop/down.sql": "ALTER TABLE t1 ADD COLUMN note text;\n",
    "migrations/0042_index/up.sql": "CREATE INDEX t2_amount ON t2 (amount);\n",
    "migrations/0042_index/down.sql": "DROP INDEX t2_amount;\n",
    "migrations/0043_wide/up.sql": "ALTER TABLE t3 ALTER COLUMN amount TYPE numeric(12, 2);\n",
  });
}

function build(): void {
  put(repo, {
    "dbt_project.yml": "name: shop\nversion: '1.0'\nmodel-paths: [models]\n",
    "models/sources.yml":
      "version: 2\nsources:\n  - name: app\n    schema: public\n    tables:\n      - name: t1\n        columns:\n          - name: id\n",
    "models/stg_t1.sql": "select id, note from {{ source('app', 't1') }}\n",
    "models/schema.yml": "version: 2\nmodels:\n  - name: stg_t1\n    columns:\n      - name: id\n",
  });
  history(repo);
  commit(repo, "five files", {
    "migrations/0041_drop/up.sql": "ALTER TABLE t1 DROP COLUMN note;\n",
    "migrations/0041_drop/down.sql": "ALTER TABLE t1 ADD COLUMN note text;\n",
    "models/stg_t1.sql": "select id from {{ source('app', 't1') }}\n",
    "models/schema.yml":
      "version: 2\nmodels:\n  - name: stg_t1\n    columns:\n      - name: id\n        data_tests: [not_null]\n",
    "plans/drop-note.md": "---\nkind: change-plan\ntitle: Drop note\nstatus: draft\nowner: ana\n---\n# Drop note\n",
  });
}

/** Blocked (1) is what the change deserves; anything else is not a measurement. */
function once(args: readonly string[], env: Readonly<Record<string, string>>, cwd = repo): Cost {
  const ran = costOf([MAIN, ...args], cwd, env);
  if (ran.status !== 1 && args[0] === "review") throw new Error(`exit code ${ran.status}: ${ran.stderr}`);
  return ran;
}

const series = (count: number, run: (round: number) => Cost): Cost[] =>
  Array.from({ length: count }, (_, round) => run(round));

function told(name: string, costs: readonly Cost[]): void {
  const wall = costs.map((cost) => cost.wall).toSorted((a, b) => a - b);
  const work = costs.map((cost) => cost.work).toSorted((a, b) => a - b);
  console.log(
    `${name.padEnd(44)} median ${at(wall, 0.5)}  fastest ${at(wall, 0)}  slowest ${at(wall, 1)}  of a processor ${at(work, 0.5)}`,
  );
}

const at = (list: readonly number[], share: number): string =>
  `${Math.round(list[Math.min(list.length - 1, Math.floor(list.length * share))] ?? 0)} ms`.padStart(8);

try {
  mkdirSync(repo);
  build();
  mkdirSync(plain);
  buildPlain();
  const cold = (round: number) => ({
    XDG_CACHE_HOME: join(folder, `cold-${round}`),
    NODE_COMPILE_CACHE: join(folder, `code-${round}`),
  });
  const warm = { XDG_CACHE_HOME: join(folder, "warm"), NODE_COMPILE_CACHE: join(folder, "code") };
  once(["review"], warm);
  told(
    "node itself (--version)",
    series(rounds, () => once(["--version"], warm)),
  );
  told(
    "review --no-probe, cold compile cache",
    series(Math.min(3, rounds), (round) => once(["review", "--no-probe"], cold(round))),
  );
  told(
    "review --no-probe, warm compile cache",
    series(rounds, () => once(["review", "--no-probe"], warm)),
  );
  once(["review", "--no-probe"], warm, plain);
  told(
    "… of migrations alone",
    series(rounds, () => once(["review", "--no-probe"], warm, plain)),
  );
  told(
    "review with the probe, everything cold",
    series(Math.min(3, rounds), (round) => once(["review"], cold(100 + round))),
  );
  told(
    "review with the probe, warm",
    series(rounds, () => once(["review"], warm)),
  );
  told(
    "… of migrations alone",
    series(rounds, () => once(["review"], warm, plain)),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
