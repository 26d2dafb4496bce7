import { expect, test } from "vitest";
import { simple } from "./answers.ts";
import { open, type Scene, scene } from "./app.ts";

type Line = Readonly<Record<string, unknown>> & { readonly level: number; readonly msg: string };
const INFO = 30;

const repositoryOf = ({ standin }: Scene): number | null | undefined => standin.deliveries[0]?.repositoryId;

const told = ({ log }: Scene): readonly Line[] =>
  log.map((line) => JSON.parse(line) as Line).filter(({ level }) => level >= INFO);

test("every line about work says for which delivery, installation, repository and subject, and at which look", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  await here.settled();
  here.shop.comment(number, "/dataplan review", "acme");
  await here.shop.push("main", { ".github/dataplan.yml": "version: 1\n" });
  await here.settled();
  const work = told(here).filter(({ job }) => job !== undefined);
  expect(new Set(work.map(({ job }) => job))).toEqual(new Set(["review", "command", "refresh"]));
  const text = expect.any(String) as string;
  const whose = {
    delivery: text,
    installation: here.standin.installationId,
    repository: repositoryOf(here),
    evaluation: text,
  };
  for (const line of work) {
    expect(line).toMatchObject(whose);
    expect(line, "a subject").toSatisfy((one: Line) => one["pull"] === number || one["branch"] === "main");
  }
  const looks = work.filter(({ job, msg }) => job === "review" && msg === "done");
  expect(looks.length).toBeGreaterThan(1);
  expect(new Set(looks.map(({ evaluation }) => evaluation)).size).toBe(looks.length);
  const accepted = told(here).filter(({ msg }) => msg === "accepted");
  expect(accepted.length).toBeGreaterThan(2);
  for (const line of accepted)
    expect(line).toMatchObject({
      delivery: text,
      event: text,
      installation: here.standin.installationId,
      repository: repositoryOf(here),
    });
});

test("a fault is told with the same, once, and no line holds a payload", async () => {
  const here = await scene({ answer: () => Promise.reject(new Error("a fault of ours")) });
  const number = await open(here);
  await here.settled();
  const faults = told(here).filter(({ level }) => level > 40);
  expect(faults).toMatchObject([
    { msg: "failed", job: "review", pull: number, repository: repositoryOf(here), err: { message: "a fault of ours" } },
  ]);
  expect(here.log.join("")).not.toMatch(/default_branch|legacy_code/);
});
