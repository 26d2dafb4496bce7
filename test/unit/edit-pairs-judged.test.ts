import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadConfig } from "../../src/config/load.ts";
import type { Tree } from "../../src/readers/read.ts";
import { review } from "../../src/review.ts";
import { ruleNames } from "../../src/rules.ts";

const shared = join(import.meta.dirname, "..", "..", "..", "shared", "data", "dbt-edit-pairs.json");
const mounted = ["/work/shared/data/dbt-edit-pairs.json", shared].find((path) => existsSync(path));

interface Pair {
  readonly name: string;
  readonly base: string;
  readonly head: string;
  readonly truth: string;
}

/** A project whose one model is the pair's SQL, read by a dashboard and by a union that takes its columns by position. */
function treeWith(sha: string, sql: string): Tree {
  const texts: Readonly<Record<string, string>> = {
    "dbt_project.yml": "name: shop\nprofile: warehouse\nmodel-paths: [models]\n",
    "profiles.yml": "warehouse:\n  target: prod\n  outputs: {prod: {type: snowflake}}\n",
    "models/edited.sql": sql,
    "models/other.sql": "select 1 as a, 2 as b from v",
    "models/stacked.sql": "select * from {{ ref('other') }} union all select * from {{ ref('edited') }}",
    "models/_dashboards.yml":
      "exposures:\n  - name: board\n    type: dashboard\n    owner: {name: Data}\n    depends_on: [ref('edited')]\n",
  };
  const files = Object.fromEntries(
    Object.entries(texts).map(([path, text]) => [
      path,
      {
        path,
        text,
        hash: createHash("sha1")
          .update(`blob ${Buffer.byteLength(text)}\0${text}`)
          .digest("hex"),
      },
    ]),
  );
  return { sha, paths: Object.keys(files).sort(), files, unread: [] };
}

describe.skipIf(mounted === undefined)(
  "what the rules say of the 29 pairs of ../shared/data/dbt-edit-pairs.json (skipped where that is not mounted)",
  () => {
    const pairs = mounted === undefined ? [] : (JSON.parse(readFileSync(mounted, "utf8")) as readonly Pair[]);
    test.each(pairs.map((pair) => [pair.name, pair] as const))("%s", async (_, { base, head, truth }) => {
      const config = loadConfig(undefined, ruleNames);
      const sides = { base: treeWith("base", base), head: treeWith("head", head) };
      const { findings } = await review(
        { ...sides, config, headConfig: config, today: "2026-11-21", firstSeen: {} },
        undefined,
      );
      const told = findings.map(({ rule, level }) => `${level} ${rule}`);
      if (truth.startsWith("equal") || truth === "additive") expect(told).toEqual([]);
      else expect(told).not.toEqual([]);
      if (truth === "BREAKING") expect(told.some((one) => /^(?:block|review) /.test(one))).toBe(true);
    });
  },
);
