import nock from "nock";
import { afterEach, expect, test } from "vitest";
import { beginCheckRun, claimCheckRun, type CheckRunOptions, writeCheckRun } from "../../src/github/check-run.ts";
import type { Annotation, CheckReport } from "../../src/model/check-report.ts";
import { api, lonely } from "./github-client.ts";

afterEach(() => {
  nock.cleanAll();
});

interface Run {
  id: number;
  name: string;
  status: string;
  conclusion?: string;
  external_id: string;
  app: { id: number };
  output: { annotations_count: number; title?: string; summary?: string; text?: string };
}

/** GitHub's check runs for one head, the annotations of which only ever grow. */
function checks(...runs: Run[]) {
  const writes: { method: string; annotations: number; body: Record<string, unknown> }[] = [];
  const faults: ("before" | "after")[] = [];
  const said = (method: string, body: Record<string, unknown>, run: Run) => {
    const output = (body["output"] ?? {}) as { annotations?: unknown[] };
    const annotations = output.annotations?.length ?? 0;
    writes.push({ method, annotations, body });
    const fault = faults.shift();
    if (fault !== "before") {
      if (method === "POST") runs.push(run);
      Object.assign(run, body, {
        output: { ...output, annotations_count: run.output.annotations_count + annotations },
      });
    }
    return fault === undefined ? [200, run] : [502, { message: "bad gateway" }];
  };
  nock(api)
    .persist()
    .get(/\/commits\/h1\/check-runs/)
    .reply(() => [200, { total_count: runs.length, check_runs: runs }]);
  nock(api)
    .persist()
    .post("/repos/o/r/check-runs")
    .reply(async (request: Request) => {
      const body = await request.json();
      const fresh = { id: runs.length + 1, name: "", status: "", external_id: "", app: { id: 7 } };
      return said("POST", body as Record<string, unknown>, { ...fresh, output: { annotations_count: 0 } });
    });
  nock(api)
    .persist()
    .patch(/\/check-runs\/\d+$/)
    .reply(async (request: Request) => {
      const body = await request.json();
      const run = runs.find(({ id }) => request.url.endsWith(`/${id}`));
      if (run === undefined) return [404, {}];
      return said("PATCH", body as Record<string, unknown>, run);
    });
  return { runs, writes, faults };
}

const options = (): CheckRunOptions => ({
  ...lonely(),
  head: "h1",
  appId: 7,
  scope: "1 main",
  beforeWrite: async () => {},
});
const annotation = (line: number, level: Annotation["annotation_level"] = "warning"): Annotation => ({
  path: "a.sql",
  start_line: line,
  end_line: line,
  annotation_level: level,
  title: "t",
  message: `line ${line}`,
});
const report = (count: number, more: Partial<CheckReport> = {}): CheckReport => ({
  conclusion: "failure",
  title: "Blocked",
  summary: "why",
  annotations: Array.from({ length: count }, (_, i) => annotation(i + 1)),
  ...more,
});
const batches = (writes: readonly { annotations: number }[]) => writes.map(({ annotations }) => annotations);

test.each([
  [0, [0]],
  [1, [1]],
  [50, [50]],
  [51, [50, 1]],
  [120, [50, 50, 20]],
  [200, [50, 50, 50, 50]],
])("%i annotations are sent in batches of %j, each once", async (count, expected) => {
  const github = checks();
  await writeCheckRun(options(), report(count), false);
  expect(batches(github.writes)).toEqual(expected);
  expect(github.runs).toHaveLength(1);
  expect(github.runs[0]?.conclusion).toBe("failure");
});

test("the same answer again costs no write; asked for, it costs one", async () => {
  const github = checks();
  await writeCheckRun(options(), report(60), false);
  github.writes.length = 0;
  await writeCheckRun(options(), report(60), false);
  expect(github.writes).toEqual([]);
  await writeCheckRun(options(), report(60), true);
  expect(batches(github.writes)).toEqual([0]);
});

test("other words with the same annotations update the run and send none of them again", async () => {
  const github = checks();
  await writeCheckRun(options(), report(60), false);
  github.writes.length = 0;
  await writeCheckRun(options(), report(60, { conclusion: "success" }), false);
  expect(github.writes.map(({ method }) => method)).toEqual(["PATCH"]);
  expect(batches(github.writes)).toEqual([0]);
  expect(github.runs).toMatchObject([{ conclusion: "success" }]);
});

test("other annotations take a new run, since GitHub never removes one", async () => {
  const github = checks();
  await writeCheckRun(options(), report(2), false);
  await writeCheckRun(options(), report(1), false);
  expect(github.runs.map(({ output }) => output.annotations_count)).toEqual([2, 1]);
});

test("a run that was reset and then replaced does not stay open", async () => {
  const github = checks();
  await writeCheckRun(options(), report(2), false);
  Object.assign(github.runs[0] ?? {}, { status: "queued" });
  await writeCheckRun(options(), report(1, { conclusion: "success" }), true);
  expect(github.runs.map(({ status }) => status)).toEqual(["completed", "completed"]);
});

test("a batch whose answer was lost is not sent twice, and one that never arrived is an error that can be mended", async () => {
  const github = checks();
  github.faults.push("after");
  await writeCheckRun(options(), report(70), false);
  expect(github.runs.map(({ output }) => output.annotations_count)).toEqual([70]);

  github.runs.length = 0;
  github.faults.push(...([undefined, "before"] as never[]));
  await expect(writeCheckRun(options(), report(70), false)).rejects.toThrow("bad gateway");
  await writeCheckRun(options(), report(70), false);
  expect(github.runs.map(({ output }) => output.annotations_count)).toEqual([70]);
});

test("being at work is shown once, and becomes the answer", async () => {
  const github = checks();
  await beginCheckRun(options());
  await beginCheckRun(options());
  expect(github.runs).toMatchObject([{ status: "in_progress" }]);
  await writeCheckRun(options(), report(3), false);
  expect(github.runs).toMatchObject([{ status: "completed", output: { annotations_count: 3 } }]);
  await beginCheckRun(options());
  expect(github.runs).toMatchObject([{ status: "completed" }]);
});

test("a run of another App under our name is none of ours", async () => {
  const output = { annotations_count: 0 };
  const github = checks({ id: 1, name: "dataplan", status: "completed", external_id: "", app: { id: 8 }, output });
  await writeCheckRun(options(), report(1), false);
  expect(github.writes.map(({ method }) => method)).toEqual(["POST"]);
});

test("a head that moved on is not written to", async () => {
  const github = checks();
  const moved = { ...options(), beforeWrite: async () => Promise.reject(new Error("moved")) };
  await expect(writeCheckRun(moved, report(1), false)).rejects.toThrow("moved");
  await expect(beginCheckRun(moved)).rejects.toThrow("moved");
  expect(github.writes).toEqual([]);
});

test("an open gate that was given for another branch is shut until this one is answered; a shut one stays", async () => {
  const github = checks();
  await writeCheckRun(options(), report(0, { conclusion: "success" }), false);
  await claimCheckRun(options());
  expect(github.runs).toMatchObject([{ status: "completed" }]);
  await claimCheckRun({ ...options(), scope: "1 other" });
  expect(github.runs.at(-1)).toMatchObject({ status: "in_progress" });
  await writeCheckRun({ ...options(), scope: "1 other" }, report(0), false);
  expect(github.runs.at(-1)).toMatchObject({ status: "completed", conclusion: "failure" });
  await claimCheckRun(options());
  expect(github.runs.at(-1)).toMatchObject({ status: "completed", conclusion: "failure" });
});
