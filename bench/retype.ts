// Every real ALTER COLUMN … TYPE of whole histories: what the engine did, what the gate says with it, and what the grammar alone says.
// node bench/retype.ts REPO[@REV] …   (REPO is a git directory)
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { flights } from "../src/cli/prove/climb.ts";
import { diff } from "../src/diff/diff.ts";
import { startEngine } from "../src/engine/engine.ts";
import { gather } from "../src/gather.ts";
import { openRepository } from "../src/git/repository.ts";
import type { Config } from "../src/model/config.ts";
import type { Fact } from "../src/model/fact.ts";
import type { OperationOf } from "../src/model/migration.ts";
import { snapshot, type Snapshot } from "../src/model/snapshot.ts";
import { spell } from "../src/model/subject.ts";
import type { Engine } from "../src/ports.ts";
import { learn } from "../src/probe/answers.ts";
import type { Asked } from "../src/probe/question.ts";
import migrations from "../src/readers/migrations/reader.ts";
import { read } from "../src/readers/read.ts";
import { seeRewrite } from "../src/rules/migrations/ask/see-rewrite.ts";
import tableRewritten from "../src/rules/migrations/table-rewritten.ts";
import { context } from "../src/verdict/context.ts";
import { judge } from "../src/verdict/judge.ts";

setFlagsFromString("--no-wasm-code-gc");

type Retype = OperationOf<"column-retyped">;

/** The history up to and with these migrations, as one commit would show it. */
function upTo(side: Snapshot, ids: ReadonlySet<string>, more: readonly Fact[] = []): Snapshot {
  const { migration, statement, operation } = side.facts;
  const own = [...Object.values(statement), ...Object.values(operation)].filter((fact) => ids.has(fact.migration));
  return snapshot(side.sha, [...Object.values(migration).filter(({ id }) => ids.has(id)), ...own, ...more]);
}

const total = {
  all: 0,
  unseen: 0,
  rewrote: 0,
  probeEqual: 0,
  judged: 0,
  judgedEqual: 0,
  agreed: 0,
  unknown: 0,
  wrong: 0,
};

async function judgeStep(engine: Engine, side: Snapshot, { root, question }: Asked, config: Config): Promise<void> {
  const [own] = question.change;
  const retypes = Object.values(side.facts.operation).filter(
    (one): one is Retype => one.action === "column-retyped" && one.direction === "up" && one.migration === own?.id,
  );
  if (own === undefined || retypes.length === 0) return;
  const answer = await engine.ask({ ...question, proofOnly: false });
  const before = upTo(side, new Set(question.history.map(({ id }) => id)));
  const ids = new Set([...question.history, own].map(({ id }) => id));
  const after = (more: readonly Fact[]): Snapshot => upTo(side, ids, more);
  const world = (more: readonly Fact[]) =>
    context(
      before,
      after(more),
      diff(before, after(more)),
      config,
      "2026-01-01",
      { readersOf: () => [], outputOf: () => undefined, editsOf: () => undefined },
      () => undefined,
    );
  const [seen, unseen] = [world(learn({ root, question }, answer, side, side).facts), world([])];
  const findings = judge(seen, [tableRewritten], () => false);
  for (const retype of retypes) {
    total.all++;
    const shown = answer.migrations[0]?.statements.find(({ id }) => id === retype.statement);
    const grammar = seeRewrite(retype, unseen).rewrites;
    const where = `${retype.place.path}:${retype.place.line} ${spell(retype.subject)} ${retype.from ?? "?"} to ${retype.to}${retype.using ? " USING" : ""}`;
    if (shown === undefined || shown.skipped !== undefined || (shown.error !== undefined && shown.locks.length === 0)) {
      total.unseen++;
      console.log(`  not run: ${where}: ${shown?.skipped ?? shown?.error ?? "no answer"}`);
      continue;
    }
    const rewrote = shown.rewrote.includes(spell(retype.relation));
    total.rewrote += Number(rewrote);
    total.probeEqual += Number(seeRewrite(retype, seen).rewrites === rewrote);
    if (seen.existed(retype) && retype.moot !== true) {
      total.judged++;
      const found = findings.some(
        ({ place, subject }) => place.path === retype.place.path && subject === spell(retype.relation),
      );
      // one finding stands for all statements of the file that rewrite this table
      const any = answer.migrations[0]?.statements.some((one) => one.rewrote.includes(spell(retype.relation)));
      if (found === any) total.judgedEqual++;
      else console.log(`  RULE DIFFERS: ${where}: rewrote ${rewrote}, finding ${found}`);
    }
    if (grammar === rewrote) total.agreed++;
    else if (grammar === undefined) total.unknown++;
    else total.wrong++;
    if (grammar !== rewrote) console.log(`  grammar ${grammar ?? "unknown"}, observed ${rewrote}: ${where}`);
  }
}

for (const argument of process.argv.slice(2)) {
  const [path = ".", rev = "HEAD"] = argument.split("@");
  const repository = await openRepository(path);
  const commit = await repository.commit(rev);
  const { head, config } = await gather(repository, commit, commit, { readers: [migrations] });
  const side = await read(head, [migrations], config.config, new Map());
  repository.close();
  const cacheDir = mkdtempSync(join(tmpdir(), "dataplan-bench-"));
  const engine = await startEngine({ cacheDir });
  const before = { ...total };
  console.log(`${path} @${commit.slice(0, 9)}`);
  for (const { steps } of await flights(side, config.config, Infinity))
    for (const step of steps) await judgeStep(engine, side, step, config.config);
  await engine.close();
  rmSync(cacheDir, { recursive: true, force: true });
  tell(
    Object.fromEntries(Object.entries(total).map(([key, value]) => [key, value - before[key as keyof typeof total]])),
  );
}
console.log("all");
tell(total);

function tell(sum: Readonly<Record<string, number>>): void {
  const { all = 0, unseen = 0, rewrote, probeEqual, judged, judgedEqual, agreed, unknown, wrong } = sum;
  console.log(
    `  ${all} changes of type, ${all - unseen} run: ${rewrote} rewrote · with the probe ${probeEqual} of ${all - unseen} equal · findings ${judgedEqual} of ${judged} equal · grammar alone: ${agreed} agree, ${unknown} unknown, ${wrong} wrong`,
  );
}
