import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { route } from "../../src/app/route.ts";
import { simple } from "./answers.ts";
import { appId, open, scene } from "./app.ts";

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const page = text("docs/security.md");

test("every promise of the page names tests that there are", () => {
  const [, promised = ""] = page.split("\n## What it promises\n");
  const promises = [...(promised.split("\n## ")[0] ?? "").matchAll(/^- \*\*([^*]+?)\.?\*\*/gm)].map(([, name]) => name);
  const [, shown = ""] = page.split("\n## The tests that show it\n");
  const rows = [...(shown.split("\n## ")[0] ?? "").matchAll(/^\| ([A-Z][^|`]*) \| (.+) \|$/gm)].slice(1);
  expect(rows.map(([, name]) => name)).toEqual(promises);
  const missing: string[] = [];
  for (const [, name, cell = ""] of rows) {
    const tests = [...cell.matchAll(/`(test\/[^`]+\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)];
    expect(tests.length, name).toBeGreaterThan(0);
    for (const [, path = "", titles = ""] of tests)
      for (const [, title = ""] of titles.matchAll(/“([^”]+)”/g))
        if (!text(path).includes(title)) missing.push(`${path}: ${title}`);
  }
  expect(missing).toEqual([]);
});

test("what goes out goes through few hands: GitHub's API, GitHub's sign-in; git is run by the command line alone", () => {
  const knows = (what: RegExp): string[] =>
    globSync("src/**/*.ts", { cwd: root })
      .filter((path) => what.test(text(path).replaceAll(/^\s*(?:\/\/|\*|\/\*).*$/gm, "")))
      .toSorted();
  expect(knows(/(?<![#.\w])fetch\(|typeof fetch\b/)).toEqual([
    "src/app/clients.ts",
    "src/app/pages/may-read.ts",
    "src/app/pages/sign-in.ts",
  ]);
  expect(
    knows(/import \{[^}]*\b(?:request|get|connect|createConnection)\b[^}]*\} from "node:(?:https?|net|tls)"/),
  ).toEqual([]);
  expect(knows(/import \{[^}]*\b(?:spawn|exec|execFile|fork)\w*\b[^}]*\} from "node:child_process"/)).toEqual([
    "src/git/run.ts",
  ]);
  expect(knows(/from "node:vm"|\beval\(|\bnew Function\(/)).toEqual([]);
  const git = globSync("src/{app,github,readers,engine,store,parser}/**/*.ts", { cwd: root });
  expect(git.filter((path) => /from "[./]*git\/run\.ts"/.test(text(path)))).toEqual([]);
});

test("an edited comment asks for nothing, whatever it says now", async () => {
  const here = await scene({ answer: simple });
  const number = await open(here);
  here.shop.comment(number, "/dataplan review", "acme");
  await here.settled();
  const said = here.standin.deliveries.find(({ event }) => event === "issue_comment")?.payload ?? {};
  const asked = (action: string) => route({ id: "x", event: "issue_comment", payload: { ...said, action } }, { appId });
  expect(asked("created")).toHaveLength(1);
  expect(asked("edited")).toEqual([]);
  expect(asked("deleted")).toEqual([]);
});

test("the container has no root, no capabilities, and writes to its own directories alone", () => {
  const { services } = parse(text("compose.yml"), { merge: true }) as {
    readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  };
  for (const name of ["web", "worker"])
    expect(services[name]).toMatchObject({
      read_only: true,
      cap_drop: ["ALL"],
      security_opt: ["no-new-privileges:true"],
    });
  const last =
    text("Dockerfile")
      .split(/^FROM /m)
      .at(-1) ?? "";
  expect(last).toMatch(/^USER node$/m);
  expect(last.slice(last.indexOf("USER node"))).not.toMatch(/^(?:RUN|COPY|ADD|USER root)/m);
  expect(text("Dockerfile")).toContain("--ignore-scripts");
});
