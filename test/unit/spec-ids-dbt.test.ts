import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { declined } from "../../src/declined.ts";
import { ruleNames } from "../../src/rules.ts";

const SPEC = join(import.meta.dirname, "../../../shared/spec/dbt.md");

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** Cells of 1a and 1b that name several ids at once, or none as it stands. */
const CELLS: Readonly<Record<string, string>> = {
  "column-removed": "dbt-column-removed",
  "column-renamed": "model-column-renamed",
  "column-type-narrowed / widened": "column-type-narrowed column-type-widened",
  "contract-unenforced / contract-added": "contract-unenforced contract-added",
  "model-removed / disabled / renamed": "model-removed model-disabled model-renamed",
  "ephemeral-made-public / public-made-private": "ephemeral-made-public public-made-private",
  "unique-key-changed / strategy-changed / on-schema-change-changed":
    "unique-key-changed strategy-changed on-schema-change-changed",
  "snapshot-strategy/unique_key/check_cols/hard_deletes-changed":
    "snapshot-strategy-changed snapshot-unique-key-changed snapshot-check-cols-changed snapshot-hard-deletes-changed",
  "snapshot-removed, snapshot-source-column-removed": "snapshot-removed snapshot-source-column-removed",
  "seed-column-removed/type/rows-removed": "seed-column-removed seed-type-changed seed-rows-removed",
  "source-removed/renamed/relocated": "source-removed source-renamed source-relocated",
  "exposure-orphaned / exposure-column-broken": "exposure-orphaned exposure-column-broken",
  "semantic-entity/dimension/measure-broken, metric-broken, saved-query-broken":
    "semantic-entity-broken semantic-dimension-broken semantic-measure-broken metric-broken saved-query-broken",
  "unit-test-fixture-broken, data-test-column-missing": "unit-test-fixture-broken data-test-column-missing",
  "var/env/project-config-changed-impact": "var-changed-impact env-changed-impact project-config-changed-impact",
  "grants/hooks-changed": "grants-changed hooks-changed",
  "model/column/source/source-table/seed/macro/macro-arg/snapshot/exposure-description-missing":
    "model-description-missing column-description-missing source-description-missing source-table-description-missing seed-description-missing macro-description-missing macro-arg-description-missing snapshot-description-missing exposure-description-missing",
  "documented-column-not-in-sql, sql-column-undocumented": "documented-column-not-in-sql sql-column-undocumented",
  "description-regressed, doc/test-coverage-dropped (compare)":
    "description-regressed doc-coverage-dropped test-coverage-dropped",
  "same-column-same-description, naming contracts (regex, bool `is_`, `_at`)":
    "same-column-same-description dbt-naming-contracts",
  "owner-missing (model meta/group/exposure)": "owner-missing",
  "primary-key-test-missing (unique+not_null or combo or constraint)": "primary-key-test-missing",
  "tests-by-name/type/group count, test coverage %, unit-test coverage, unit-test given/expect formats":
    "tests-by-name-count test-coverage unit-test-coverage unit-test-formats",
  "relationship-test-missing-on-*_id": "relationship-test-missing",
  "source-freshness/loader/tests-missing, pii-meta-missing":
    "source-freshness-missing source-loader-missing source-tests-missing pii-meta-missing",
  "snapshot-no-unique-key/strategy/tests, incremental-no-unique-key":
    "snapshot-no-unique-key snapshot-no-strategy snapshot-no-tests incremental-no-unique-key",
  "meta/labels/tags-required, allowed tags": "meta-required labels-required tags-required tags-allowed",
  "test-has-no-where/severity downgrade (error→warn)": "test-has-no-where severity-downgrade",
};

/** What 1c, 1d and 1e say in running text, in their order → the id. */
const PROSE: readonly (readonly [said: string, id: string])[] = [
  ["direct-join-to-source", "direct-join-to-source"],
  ["duplicate-sources", "duplicate-sources"],
  ["hard-coded-references", "hard-coded-references"],
  ["marts-or-int-depends-on-source", "marts-or-int-depends-on-source"],
  ["model-fanout", "model-fanout"],
  ["multiple-sources-joined", "multiple-sources-joined"],
  ["rejoining-upstream-concepts", "rejoining-upstream-concepts"],
  ["root-models", "root-models"],
  ["source-fanout", "source-fanout"],
  ["staging-depends-on-marts/int", "staging-depends-on-marts"],
  ["staging-depends-on-staging", "staging-depends-on-staging"],
  ["too-many-joins", "too-many-joins"],
  ["unused-source/orphan", "unused-source"],
  ["cartesian-join", "cartesian-join"],
  ["permitted-upstream paths", "permitted-upstream-paths"],
  ["seed/source cannot be used by", "seed-or-source-use-limited"],
  ["max upstream", "max-upstream"],
  ["min downstream", "min-downstream"],
  ["source-used-by-one-model-only", "source-used-by-one-model-only"],
  ["version-pinned-in-ref", "version-pinned-in-ref"],
  ["latest-version-specified", "latest-version-specified"],
  ["parents schema/database/prefix", "parents-schema"],
  ["childs min/max", "childs-min-max"],
  ["ref-and-source exist", "ref-and-source-exist"],
  ["no semicolon", "no-semicolon"],
  ["database casing", "database-casing"],
  ["ambiguous projections", "ambiguous-projections"],
  ["star on outer select", "star-on-outer-select"],
  ["invalid star expansion", "invalid-star-expansion"],
  ["missing audits/unit tests/external models", "missing-audits"],
  ["model/source/test directories", "dbt-directories"],
  ["naming prefixes per layer", "naming-prefixes-per-layer"],
  ["property file location", "property-file-location"],
  ["PE token costs", "token-costs"],
  ["BO/SC line limits", "line-limits"],
  ["unused `is_incremental`", "unused-is-incremental"],
  ["chained-views", "chained-views"],
  ["exposure-on-view/ephemeral parent", "exposure-on-view"],
  ["materialization-by-fanout", "materialization-by-fanout"],
  ["incremental-without-is_incremental filter", "incremental-without-filter"],
  ["full_refresh: true/false flips", "full-refresh-flipped"],
  ["non-partition-pruning filter", "non-partition-pruning-filter"],
  ["select-star over wide parent", "select-star-over-wide-parent"],
  ["cross join", "model-cross-join"],
  ["order by in model", "order-by-in-model"],
  ["view→table cost change", "view-table-cost-change"],
  ["max execution time/GB billed", "max-execution-time"],
  ["public-without-contract", "public-without-contract"],
  ["public-undocumented", "public-undocumented"],
  ["exposure/semantic-model on non-public", "exposure-on-non-public"],
  ["private ref across group", "private-ref-across-group"],
  ["access value", "access-value"],
  ["group owner changed", "group-owner-changed"],
  ["grants allow-list", "grants-allow-list"],
  ["cross-project dependency on version past deprecation", "dependency-past-deprecation"],
  ["contract constraint not enforced by adapter", "constraint-not-enforced"],
];

/** On the way: this list only ever gets shorter. */
const NOT_YET: ReadonlySet<string> = new Set();

/** Words of 1c to 1e that are no point: headings, and what a pull request makes of them. */
const LEFT: readonly string[] = [
  "### 1c DAG hygiene",
  "SM lint:",
  "Structure:",
  "Complexity:",
  "PR twist to add: **report only violations the PR introduces or worsens**",
  "### 1d Performance",
  "### 1e Governance",
];

function cellsOf(spec: string): readonly string[] {
  const table = spec.slice(spec.indexOf("### 1a"), spec.indexOf("### 1c"));
  return table
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split(" | ")[0]?.slice(2).trim() ?? "")
    .filter((cell) => cell !== "id");
}

/** What is left of the running text without the points that we know. */
function leftOf(text: string): { readonly left: string; readonly missing: readonly string[] } {
  let left = text;
  const missing: string[] = [];
  for (const [said] of PROSE) {
    if (!left.includes(said)) missing.push(said);
    left = left.replace(said, "");
  }
  return { left, missing };
}

/** How many points a text still lists: what stands between commas and semicolons and has a word of its own. */
const pointsIn = (text: string): readonly string[] =>
  text
    .replaceAll(/\([^()]*\)/g, "")
    .split(/[;,.]|\+ (?:BO|CP)?:?/)
    .map((part) => part.trim())
    .filter((part) => /[a-z]{3}/.test(part));

describe.skipIf(!existsSync(SPEC))("every id of ../shared/spec/dbt.md (skipped where that page is absent)", () => {
  const spec = existsSync(SPEC) ? readFileSync(SPEC, "utf8") : "";
  const cells = cellsOf(spec);
  const ids = [...cells.flatMap((cell) => words(CELLS[cell] ?? cell)), ...PROSE.map(([, id]) => id)];
  const answered = new Set([...ruleNames.keys(), ...declined.flatMap((one) => one.ids)]);
  test("is read from the tables", () => {
    expect(ids.length).toBeGreaterThan(140);
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(id))).toEqual([]);
    expect(Object.keys(CELLS).filter((cell) => !cells.includes(cell))).toEqual([]);
  });
  test("and from the text below them, of which nothing is left over", () => {
    const { left, missing } = leftOf(spec.slice(spec.indexOf("### 1c"), spec.indexOf("\n## 2")));
    expect(missing).toEqual([]);
    expect(pointsIn(left)).toEqual(LEFT);
  });
  test("is a rule, or is declined with a reason, or is on the way", () => {
    expect(ids.filter((id) => !answered.has(id) && !NOT_YET.has(id))).toEqual([]);
  });
  test("is on the way no longer once it is there", () => {
    expect([...NOT_YET].filter((id) => answered.has(id) || !ids.includes(id))).toEqual([]);
  });
});
