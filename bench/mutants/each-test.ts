import { appendFileSync, readFileSync } from "node:fs";
import { afterAll, type RunnerTask, type RunnerTestCase, TestRunner } from "vitest";
import { isNoticed, reachedBy, type Run } from "./asleep.ts";

// After the tests of a file have passed, they run again, with one mutant of theirs awake at a time.
// oxlint-disable-next-line no-empty-pattern -- Vitest reads the pattern's own text, and takes no other.
afterAll(async ({}, file) => {
  const tests: Run[] = testsOf(file)
    .filter(({ result }) => result?.state === "pass")
    .map((test) => async () => {
      await TestRunner.getTestFn(test)();
      return "";
    });
  const by = await reachedBy(tests);
  const asked = new Set(linesOf("MUTANTS_ASKED"));
  for (const line of linesOf("MUTANTS_NOTICED")) asked.delete(line);
  for (const [id, runs] of by)
    if (asked.has(String(id)) && (await isNoticed(id, runs)))
      appendFileSync(process.env["MUTANTS_NOTICED"] ?? "", `${id}\n`);
});

/** Of the file that a variable names: numbers, a line each. */
const linesOf = (variable: string): readonly string[] => readFileSync(process.env[variable] ?? "", "utf8").split("\n");

const testsOf = (task: RunnerTask): readonly RunnerTestCase[] =>
  task.type === "test" ? [task] : task.tasks.flatMap(testsOf);
