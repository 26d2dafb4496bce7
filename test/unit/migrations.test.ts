import { globSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { defaultConfig } from "../../src/config/default-config.ts";
import type { Operation } from "../../src/model/migration.ts";
import type { Table } from "../../src/model/table.ts";
import type { Snapshot } from "../../src/model/snapshot.ts";
import { spell } from "../../src/model/subject.ts";
import migrations from "../../src/readers/migrations/reader.ts";
import { read } from "../../src/readers/read.ts";

const cases = join(import.meta.dirname, "../../fixtures/readers");
/** Every folder of cases that is not another reader's. */
const tools = readdirSync(cases).filter((tool) => !["dbt", "plans"].includes(tool));

async function readFolder(folder: string, config: object): Promise<Snapshot> {
  const paths = globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    );
  const files = Object.fromEntries(
    paths.map((path) => [path, { path, hash: path, text: readFileSync(join(folder, path), "utf8") }]),
  );
  return read({ sha: "0", paths, files, unread: [] }, [migrations], { ...defaultConfig, ...config }, new Map());
}

const short = (id: string | undefined): string =>
  id === undefined ? "" : ` born ${id.replace(/^.*\//, "").replace("migration:", "")}`;

/** What an operation says beside its place, its subject and its table's birth. */
function words(o: Operation): readonly (string | false | undefined)[] {
  switch (o.action) {
    case "relation-created":
      return [o.temporary && "temporary", o.copies.length > 0 && `copies ${o.copies.map(spell).join(" ")}`];
    case "relation-dropped":
      return [o.cascade && "cascade", o.view && "view"];
    case "relation-renamed":
    case "column-renamed":
      return [`→ ${spell(o.to)}`];
    case "column-added":
      return [o.type, !o.nullable && "not null", o.default];
    case "column-dropped":
      return [o.type];
    case "column-retyped":
      return [
        `${o.from} → ${o.to}`,
        o.using && "using",
        o.lost !== undefined && o.lost.length > 0 && `lost ${o.lost.map(({ label }) => label).join(" ")}`,
      ];
    case "column-required":
      return [o.proved && "proved"];
    case "default-changed":
      return [o.dropped && "dropped"];
    case "constraint-added": {
      const references =
        o.references === undefined ? undefined : `references ${spell(o.references)}${short(o.referencesBorn)}`;
      return [
        o.name,
        o.constraint,
        `(${o.columns.join(", ")})`,
        !o.validated && "unchecked",
        references,
        o.usingIndex && "using index",
      ];
    }
    case "constraint-validated":
    case "constraint-dropped":
      return [o.name];
    case "index-built":
      return [o.concurrently && "concurrently", o.unique && "unique"];
    case "index-dropped":
      return [o.concurrently && "concurrently"];
    case "rows-changed":
      return [o.verb, o.copies.length > 0 && `copies ${o.copies.map(spell).join(" ")}`];
    case "schema-dropped":
    case "type-dropped":
      return [o.cascade && "cascade"];
    case "alter-planned":
      return [o.algorithm, o.lock, ...o.settings, ...o.placed, o.unchecked && "unchecked"];
    case "other":
      return [o.node];
    default:
      return [];
  }
}

function detail(o: Operation): string {
  const said = [...words(o), o.moot === true && "moot"].filter((word) => typeof word === "string");
  return said.length > 0 ? ` | ${said.join(" ")}` : "";
}

function operationLine(o: Operation, tail: number): string {
  const path = o.place.path.split("/").slice(-tail).join("/");
  const [kind] = o.subject;
  const subject = ["type", "statement", "schema"].includes(kind) ? `${kind} ${spell(o.subject)}` : spell(o.subject);
  const on = kind === "index" && o.relation[0] !== "index" ? ` on ${spell(o.relation)}` : "";
  return `${path}:${o.place.line} ${o.action} ${subject}${on}${short(o.relationBorn)}${detail(o)}`;
}

const columnsOf = (table: Table): Record<string, string> =>
  Object.fromEntries(
    Object.entries(table.columns).map(([name, { type = "", nullable, hasDefault }]) => [
      name,
      `${type}${nullable === false ? " not null" : ""}${hasDefault === true ? " default" : ""}`,
    ]),
  );

interface Expected {
  readonly config?: object;
  readonly migrations: readonly string[];
  readonly operations: readonly string[];
  readonly gaps: readonly string[];
  readonly tables?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

describe.each(tools)("%s", (tool) => {
  test.each(readdirSync(join(cases, tool)))("%s", async (name) => {
    const folder = join(cases, tool, name);
    const expected = parse(readFileSync(join(folder, "expected.yml"), "utf8")) as Expected;
    const { facts, gaps } = await readFolder(join(folder, "files"), expected.config ?? {});
    const told = Object.values(facts.migration).map(
      (m) =>
        `${m.tool} ${m.root} ${m.version} ${m.name}${m.down === undefined ? "" : " ↓"}${m.transaction ? " tx" : ""}${m.downsUsual ? " usual" : ""}${m.dialect === undefined ? "" : ` [${m.dialect}]`}`,
    );
    expect(told).toEqual(expected.migrations);
    // One folder a migration: its name tells the files apart.
    const tail = tool === "prisma" || tool === "up-down-folders" ? 2 : 1;
    const lines = Object.values(facts.operation).map((operation) => operationLine(operation, tail));
    expect(lines.map((line) => line.replace(/^[\d-]+_(?=\w+\/(?:up|down)\.sql)/, ""))).toEqual(expected.operations);
    expect(
      gaps
        .map(
          ({ place, key, reason, opaque }) =>
            `${place.path}:${place.line} ${key}${opaque === true ? "!" : ""} ${reason}`,
        )
        .sort(),
    ).toEqual(expected.gaps.map((line) => expect.stringContaining(line)));
    const tables = Object.values(facts.table).map((table) => [spell(table.subject), columnsOf(table)] as const);
    expect(Object.fromEntries(tables)).toMatchObject(expected.tables ?? {});
  });
});
