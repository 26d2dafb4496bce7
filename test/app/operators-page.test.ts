import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { counter } from "../../src/app/metrics/exposition.ts";
import { processGauges, storeGauges } from "../../src/app/metrics/gauges.ts";
import { createMeters } from "../../src/app/metrics/meters.ts";
import { readSettings, SettingsError } from "../../src/app/settings.ts";
import { settings } from "../standin/client.ts";
import { borrowDatabase } from "../store/memory-database.ts";

const root = join(import.meta.dirname, "../..");
const text = (path: string): string => readFileSync(join(root, path), "utf8");
const page = text("docs/operating.md");

/** What the server asks of its environment, as it is asked: where a value decides what else is read, with every value. */
function namesRead(): ReadonlySet<string> {
  const names = new Set<string>();
  const worlds = [{}, { PUBLIC_URL: "https://a.example", CLIENT_ID: "x", CLIENT_SECRET: "x", PRIVATE_KEY_PATH: "x" }];
  for (const world of worlds) {
    const env = new Proxy<Record<string, string | undefined>>(world, {
      get(all, name) {
        names.add(String(name));
        return all[String(name)];
      },
    });
    expect(() => readSettings(env)).toThrow(SettingsError);
  }
  return names;
}

/** The section under a heading. */
const section = (heading: string): string => {
  const [, rest = ""] = page.split(`\n## ${heading}\n`);
  return rest.split("\n## ")[0] ?? "";
};
const firstCells = (part: string): string[] =>
  [...part.matchAll(/^\| ((?:`[^`]+`[^|]*)+)\|/gm)].flatMap(([, cell]) =>
    [...(cell ?? "").matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? ""),
  );

test("the table of settings names every variable that the server reads, and no other", () => {
  expect(new Set(firstCells(section("Settings")))).toEqual(namesRead());
});

test("the table of metrics names every metric, and no other", async () => {
  const borrowed = await borrowDatabase();
  const all = [...createMeters().families, ...(await storeGauges(borrowed.database)), ...processGauges({})()];
  await borrowed.giveBack();
  expect(
    firstCells(section("What to watch"))
      .filter((name) => /^[a-z]+_\w+$/.test(name))
      .toSorted(),
  ).toEqual(all.map(({ name }) => name).toSorted());
  expect(counter("x", "y").samples()).toEqual([]);
});

interface Compose {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly environment: Readonly<Record<string, string>>;
        readonly tmpfs?: readonly string[];
        readonly volumes?: readonly string[];
      }
    >
  >;
}

test("compose gives the server what it reads, and asks whoever starts it for what the page names", () => {
  const { services } = parse(text("compose.yml"), { merge: true }) as Compose;
  const known = namesRead();
  for (const name of ["web", "worker"]) {
    const { environment = {} } = services[name] ?? {};
    expect(Object.keys(environment).filter((one) => !known.has(one))).toEqual([]);
    expect(environment).toMatchObject({ DATAPLAN_ROLE: name });
  }
  // As compose fills it in where only that is given without which it does not begin.
  const given: Readonly<Record<string, string>> = {
    APP_ID: "7",
    PRIVATE_KEY: settings.privateKey,
    WEBHOOK_SECRET: settings.webhookSecret,
    POSTGRES_PASSWORD: "hush",
  };
  const filled = (value: string): string =>
    value.replace(
      /\$\{(\w+):([-?])([^}]*)\}/g,
      (_, name: string, how: string, rest: string) => given[name] ?? (how === "-" ? rest : ""),
    );
  for (const role of ["web", "worker"] as const) {
    const environment = Object.entries(services[role]?.environment ?? {}).map(([name, value]) => [name, filled(value)]);
    expect(readSettings(Object.fromEntries(environment) as Record<string, string>)).toMatchObject({
      role,
      databaseUrl: "postgresql://dataplan:hush@postgres/dataplan",
      apiUrl: "https://api.github.com",
      logLevel: "info",
    });
  }
  const asked = [...text("compose.yml").matchAll(/\$\{(\w+)/g)].map(([, name]) => name ?? "");
  expect(asked.filter((name) => !known.has(name) && name !== "POSTGRES_PASSWORD")).toEqual([]);
  // What they need of a directory does not outlive them; roles.test.ts has them run without.
  expect([services["web"]?.volumes, services["worker"]?.volumes]).toEqual([undefined, undefined]);
});

test("the image sets only what the server reads", () => {
  const set = [...text("Dockerfile").matchAll(/^ENV (.*)$/gm)].flatMap(([, line]) =>
    [...(line ?? "").matchAll(/(\w+)=/g)].map(([, name]) => name ?? ""),
  );
  expect(set.filter((name) => !namesRead().has(name))).toEqual(["NODE_ENV"]);
});
