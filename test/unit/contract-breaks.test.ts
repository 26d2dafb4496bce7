import { createHash } from "node:crypto";
import { array, assert, asyncProperty, boolean, constantFrom, record, uniqueArray, type Arbitrary } from "fast-check";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import type { Model } from "../../src/model/dbt.ts";
import dbt from "../../src/readers/dbt/reader.ts";
import { read, type Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { contractBreaks } from "../../src/rules/dbt/words/contract-breaks.ts";

const { config } = loadConfig(undefined, new Map());

function treeOf(sha: string, texts: Readonly<Record<string, string>>): Tree {
  const files = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      path,
      { path, text, hash: createHash("sha1").update(text).digest("hex") },
    ]),
  );
  return { sha, paths: Object.keys(files).sort(), files, unread: [] };
}

interface Side {
  /** What stands below `models: - name: orders`, as YAML in flow style; `config` is its config. */
  readonly config?: string;
  readonly columns?: string;
  readonly constraints?: string;
}

const IN = "contract: {enforced: true}, materialized: table";
const side = (sha: string, adapter: string, { config: said = IN, columns = "[]", constraints = "[]" }: Side, v?: 1) =>
  treeOf(sha, {
    "dbt_project.yml": "name: shop\nprofile: shop\n",
    "profiles.yml": `shop: {target: prod, outputs: {prod: {type: ${adapter}}}}\n`,
    [v === undefined ? "models/orders.sql" : "models/orders_v1.sql"]: "select 1 as id, 2 as amount\n",
    "models/orders.yml": `models:\n  - name: orders\n    config: {${said}}\n    columns: ${columns}\n    constraints: ${constraints}\n${
      v === undefined ? "" : "    versions: [{v: 1}]\n"
    }`,
  });

const modelOf = async (tree: Tree): Promise<Model> => {
  const { facts } = await read(tree, [dbt], config, new Map());
  const [only] = Object.values(facts.model);
  if (only === undefined) throw new Error("no model was read");
  return only;
};

const LEVELS = ["none", "notice", "review", "block"] as const;

/** Those of our rules that speak of contracts; another one that happens to speak up does not count. */
const OURS: ReadonlySet<string> = new Set(
  "contract-broken contract-type-changed model-contract-dropped model-column-removed model-key-changed".split(" "),
);

/** The loudest that we say of the contract. */
async function ours(base: Tree, head: Tree): Promise<(typeof LEVELS)[number]> {
  const { findings } = await review({
    base,
    head,
    config: loadConfig(undefined, new Map()),
    headConfig: loadConfig(undefined, new Map()),
    today: "2026-11-21",
    firstSeen: {},
  });
  const told = findings.filter(({ rule }) => OURS.has(rule));
  return LEVELS[Math.max(0, ...told.map(({ level }) => LEVELS.indexOf(level)))] ?? "none";
}

const ID = "{name: id, data_type: int}";
const NOT_NULL = "constraints: [{type: not_null}]";
const ONE = (inner: string): string => `[{name: id, data_type: int, constraints: [${inner}]}]`;

/** dbt-core 1.13, `same_contract`, from its first line to its last: what goes in, and what it calls broken. */
const TABLE: readonly {
  readonly what: string;
  readonly base: Side;
  readonly head: Side;
  readonly dbt: "same" | "changed" | readonly string[];
  readonly adapter?: string;
}[] = [
  { what: "no contract on either side", base: { config: "" }, head: { config: "", columns: `[${ID}]` }, dbt: "same" },
  { what: "a contract that begins", base: { config: "" }, head: { columns: `[${ID}]` }, dbt: "changed" },
  { what: "nothing", base: { columns: `[${ID}]` }, head: { columns: `[${ID}]` }, dbt: "same" },
  {
    what: "columns in another order",
    base: { columns: `[${ID}, {name: amount, data_type: int}]` },
    head: { columns: `[{name: amount, data_type: int}, ${ID}]` },
    dbt: "same",
  },
  {
    what: "a description",
    base: { columns: `[${ID}]` },
    head: { columns: "[{name: id, data_type: int, description: The key}]" },
    dbt: "same",
  },
  {
    what: "the end of the contract",
    base: { columns: `[${ID}]` },
    head: { config: "", columns: `[${ID}]` },
    dbt: ["ended"],
  },
  {
    what: "the end of the contract and of a column",
    base: { columns: `[${ID}]` },
    head: { config: "" },
    dbt: ["ended", "column-gone id"],
  },
  {
    what: "a column more",
    base: { columns: `[${ID}]` },
    head: { columns: `[${ID}, {name: amount, data_type: int}]` },
    dbt: "changed",
  },
  {
    what: "a column fewer",
    base: { columns: `[${ID}, {name: amount, data_type: int}]` },
    head: { columns: `[${ID}]` },
    dbt: ["column-gone amount"],
  },
  {
    what: "a column in capitals",
    base: { columns: `[${ID}]` },
    head: { columns: "[{name: ID, data_type: int}]" },
    dbt: ["column-gone id"],
  },
  {
    what: "a wider text",
    base: { columns: "[{name: id, data_type: varchar(10)}]" },
    head: { columns: "[{name: id, data_type: varchar(20)}]" },
    dbt: "changed",
  },
  {
    what: "a shorter text",
    base: { columns: "[{name: id, data_type: varchar(20)}]" },
    head: { columns: "[{name: id, data_type: varchar(10)}]" },
    dbt: "changed",
  },
  {
    what: "a type in capitals, without its size",
    base: { columns: "[{name: id, data_type: 'numeric (10,2)'}]" },
    head: { columns: "[{name: id, data_type: NUMERIC}]" },
    dbt: "changed",
  },
  {
    what: "an alias of the type",
    base: { columns: "[{name: id, data_type: varchar}]" },
    head: { columns: "[{name: id, data_type: character varying}]" },
    dbt: ["type-changed id"],
  },
  {
    what: "a wider number",
    base: { columns: `[${ID}]` },
    head: { columns: "[{name: id, data_type: bigint}]" },
    dbt: ["type-changed id"],
  },
  {
    what: "a size in the middle of a type",
    base: { columns: "[{name: id, data_type: timestamp with time zone}]" },
    head: { columns: "[{name: id, data_type: timestamp(6) with time zone}]" },
    dbt: ["type-changed id"],
  },
  {
    what: "a time zone behind a size",
    base: { columns: "[{name: id, data_type: timestamp(6) with time zone}]" },
    head: { columns: "[{name: id, data_type: timestamp(6)}]" },
    dbt: "changed",
  },
  {
    what: "a type that is no longer said",
    base: { columns: `[${ID}]` },
    head: { columns: "[{name: id}]" },
    dbt: ["type-changed id"],
  },
  {
    what: "a not_null that goes",
    base: { columns: ONE("{type: not_null}") },
    head: { columns: ONE("") },
    dbt: ["constraint-gone not_null"],
  },
  {
    what: "a not_null that comes",
    base: { columns: ONE("") },
    head: { columns: ONE("{type: not_null}") },
    dbt: "changed",
  },
  {
    what: "constraints in another order",
    base: { columns: ONE("{type: not_null}, {type: unique}") },
    head: { columns: ONE("{type: unique}, {type: not_null}") },
    dbt: "changed",
  },
  {
    what: "what is dbt's default, said aloud",
    base: { columns: ONE("{type: not_null}") },
    head: { columns: ONE("{type: not_null, warn_unenforced: true}") },
    dbt: "same",
  },
  {
    what: "another name of a constraint",
    base: { columns: ONE("{type: check, name: positive, expression: id > 0}") },
    head: { columns: ONE("{type: check, name: above_zero, expression: id > 0}") },
    dbt: ["constraint-gone check"],
  },
  {
    what: "another expression",
    base: { columns: ONE("{type: check, expression: id > 0}") },
    head: { columns: ONE("{type: check, expression: id >= 0}") },
    dbt: ["constraint-gone check"],
  },
  {
    what: "a custom constraint that goes, which broke older versions of dbt",
    base: { columns: ONE("{type: custom, expression: tag}") },
    head: { columns: ONE("") },
    dbt: "changed",
  },
  {
    what: "a column that goes with its constraint",
    base: { columns: `[${ID}, {name: amount, data_type: int, ${NOT_NULL}}]` },
    head: { columns: `[${ID}]` },
    dbt: ["column-gone amount"],
  },
  {
    what: "a not_null of a view",
    base: { config: "contract: {enforced: true}", columns: ONE("{type: not_null}") },
    head: { config: "contract: {enforced: true}", columns: ONE("") },
    dbt: "changed",
  },
  ...["unique", "primary_key", "foreign_key", "check"].map((type) => ({
    what: `a ${type} that goes on Snowflake, which does not enforce it`,
    base: { columns: ONE(`{type: ${type}}`) },
    head: { columns: ONE("") },
    dbt: "changed" as const,
    adapter: "snowflake",
  })),
  ...["snowflake", "redshift", "bigquery", "trino", "databricks", "duckdb"].map((adapter) => ({
    what: `a not_null that goes on ${adapter}`,
    base: { columns: ONE("{type: not_null}") },
    head: { columns: ONE("") },
    dbt: ["constraint-gone not_null"],
    adapter,
  })),
  ...["spark", "athena", "clickhouse"].map((adapter) => ({
    what: `a not_null that goes on ${adapter}`,
    base: { columns: ONE("{type: not_null}") },
    head: { columns: ONE("") },
    dbt: "changed" as const,
    adapter,
  })),
  {
    what: "a check that goes on ClickHouse",
    base: { columns: ONE("{type: check}") },
    head: { columns: ONE("") },
    dbt: ["constraint-gone check"],
    adapter: "clickhouse",
  },
  ...["unique", "primary_key", "foreign_key", "check", "not_null"].map((type) => ({
    what: `a ${type} of the whole model that goes`,
    base: { columns: `[${ID}]`, constraints: `[{type: ${type}, columns: [id]}]` },
    head: { columns: `[${ID}]` },
    dbt: [`constraint-gone ${type}`],
  })),
  {
    what: "another column of a key",
    base: { columns: `[${ID}]`, constraints: "[{type: primary_key, columns: [id]}]" },
    head: { columns: `[${ID}]`, constraints: "[{type: primary_key, columns: [id, amount]}]" },
    dbt: ["constraint-gone primary_key"],
  },
  {
    what: "a constraint that moves from the column to the model",
    base: { columns: ONE("{type: unique}") },
    head: { columns: `[${ID}]`, constraints: "[{type: unique, columns: [id]}]" },
    dbt: ["constraint-gone unique"],
  },
  {
    what: "a table with constraints that becomes a view",
    base: { columns: ONE("{type: not_null}") },
    head: { config: "contract: {enforced: true}, materialized: view", columns: ONE("{type: not_null}") },
    dbt: ["constraints-dropped table view"],
  },
  {
    what: "a table with constraints that says nothing any more",
    base: { columns: ONE("{type: unique}") },
    head: { config: "contract: {enforced: true}", columns: ONE("{type: unique}") },
    dbt: ["constraints-dropped table view"],
    adapter: "snowflake",
  },
  {
    what: "a table without constraints that becomes a view",
    base: { columns: `[${ID}]` },
    head: { config: "contract: {enforced: true}, materialized: view", columns: `[${ID}]` },
    dbt: "changed",
  },
  {
    what: "a table that becomes incremental",
    base: { columns: ONE("{type: not_null}") },
    head: { config: "contract: {enforced: true}, materialized: incremental", columns: ONE("{type: not_null}") },
    dbt: "changed",
  },
  {
    what: "a view that becomes a table",
    base: { config: "contract: {enforced: true}", columns: `[${ID}]` },
    head: { columns: `[${ID}]` },
    dbt: "changed",
  },
];

const speltOut = (found: ReturnType<typeof contractBreaks>): "same" | "changed" | readonly string[] =>
  typeof found === "string"
    ? found
    : found.map((one) => {
        if (one.kind === "constraint-gone") return `${one.kind} ${one.constraint.type}`;
        if (one.kind === "constraints-dropped") return `${one.kind} ${one.was} ${one.now}`;
        return one.kind === "ended" ? one.kind : `${one.kind} ${one.column.name}`;
      });

describe("dbt's own rule for contracts", () => {
  test.each(TABLE)("$what", async ({ base, head, dbt: wanted, adapter = "postgres" }) => {
    for (const version of [undefined, 1] as const) {
      const [one, other] = [side("base", adapter, base, version), side("head", adapter, head, version)];
      const found = contractBreaks(await modelOf(one), await modelOf(other), adapter);
      expect(speltOut(found)).toEqual(wanted);
      // Where dbt stops with an error we hold the merge, and where it warns we are not silent.
      if (Array.isArray(wanted))
        expect(LEVELS.indexOf(await ours(one, other))).toBeGreaterThanOrEqual(
          LEVELS.indexOf(version === undefined ? "review" : "block"),
        );
    }
  });

  test("is not our own where the two differ: a column that goes, and a model, hold the merge without a version too", async () => {
    const whole = side("base", "postgres", { columns: `[${ID}, {name: amount, data_type: int}]` });
    expect(await ours(whole, side("head", "postgres", { columns: `[${ID}]` }))).toBe("block");
    const shorter = side("head", "postgres", { columns: "[{name: id, data_type: varchar(10)}]" });
    expect(await ours(side("base", "postgres", { columns: "[{name: id, data_type: varchar(20)}]" }), shorter)).toBe(
      "review",
    );
  });

  const model: Arbitrary<Side> = record({
    config: constantFrom(IN, "contract: {enforced: true}", "contract: {enforced: true}, materialized: incremental"),
    columns: uniqueArray(
      record({
        name: constantFrom("id", "ID", "amount"),
        type: constantFrom("int", "INT", "bigint", "varchar(10)", "varchar", "timestamp(6) with time zone", ""),
        constraints: array(constantFrom("{type: not_null}", "{type: unique}", "{type: check, expression: 1=1}"), {
          maxLength: 2,
        }),
      }),
      { maxLength: 3, selector: ({ name }) => name },
    ).map(
      (columns) =>
        `[${columns
          .map(
            ({ name, type, constraints }) =>
              `{name: ${name}${type === "" ? "" : `, data_type: ${type}`}, constraints: [${constraints.join(", ")}]}`,
          )
          .join(", ")}]`,
    ),
    constraints: constantFrom("[]", "[{type: primary_key, columns: [id]}]", "[{type: check, expression: id > 0}]"),
  });
  test("is never louder than ours, whatever changes", async () => {
    await assert(
      asyncProperty(
        model,
        model,
        constantFrom("postgres", "snowflake"),
        boolean(),
        async (base, head, adapter, pinned) => {
          const version = pinned ? 1 : undefined;
          const [one, other] = [side("base", adapter, base, version), side("head", adapter, head, version)];
          const found = contractBreaks(await modelOf(one), await modelOf(other), adapter);
          if (typeof found === "string") return;
          const least = LEVELS.indexOf(pinned ? "block" : "review");
          expect(LEVELS.indexOf(await ours(one, other)), JSON.stringify(speltOut(found))).toBeGreaterThanOrEqual(least);
        },
      ),
      { numRuns: 150, seed: 7 },
    );
  }, 60_000);
});
