import type { Said } from "../../../model/plan-part.ts";
import { defineItem, type ItemContext } from "../../item.ts";
import { declared } from "../../look/columns-of.ts";
import { ruleTables } from "../../look/plan-rules.ts";
import { hasModels } from "../../look/project-text.ts";
import { testDeclaration } from "../../look/test-declaration.ts";

const GENERIC =
  /\b(unique|not[_ ]null|relationships|accepted[_ ]values|accepted[_ ]range)\b(?:\s+tests?)?\s+(?:on|of|for)\s+([\w., ]+)/i;
const PATH = /(?:[\w.-]+\/)+[\w.-]+\.(?:sql|py|ya?ml|json)/;
const SNAKE = /(?<![\w./-])[a-z][a-z\d]*(?:_[a-z\d]+)+(?![\w/]|\.\w)/g;
const KINDS =
  /^(?:not_null|accepted_values|accepted_range|dbt_\w+|unique_combination_of_columns|row_count|great_expectations|expect_\w+)$/;

export default defineItem({
  id: "rules-name-tests",
  asked: { "pipeline-blueprint": "rules", "quality-assessment-report": "rules" },
  requirements: [{ row: 161, parts: "X", waits: { X: "rules that a quality suite carries out have no reader yet" } }],
  level: "review",
  title: "Tests behind the rules",
  demand: "for each rule the test that carries it out, as the repository has it",
  why: "A rule that no test carries out is a wish, and the plan is where it looks most like a rule.",
  template:
    "| Rule | Test | Limit | Action |\n| --- | --- | --- | --- |\n| <rule> | <name or path of the test> | <number> | <block, alert or log> |",
  messages: {
    untested: "Unexpected rules without the tests that carry them out, expected a test for each",
    away: "Unexpected test `{test}` of the rule `{rule}` that the repository does not have, expected the name of one that is there",
    unguarded:
      "Unexpected {test} test on `{column}`, which nothing in the repository declares, expected a test that is there",
    nowhere: "Unexpected `{target}` that the rule `{rule}` applies to, expected a column that the repository has",
  },
  *check(stage, context) {
    const tables = ruleTables(stage);
    if (tables.length === 0 || !hasModels(context)) return;
    for (const { has, rules, place } of tables) {
      const targets = rules.some(({ target }) => target !== undefined);
      if (!has.test && !targets && context.plan.planKind === "pipeline-blueprint")
        yield { part: "X", message: "untested", at: place };
      for (const { name, test, target } of rules) {
        if (test !== undefined && test.open !== true) yield* missing(name, test, context);
        if (target !== undefined && target.open !== true && isNowhere(target.text, context))
          yield {
            part: "X",
            message: "nowhere",
            at: target.place,
            of: name.text,
            data: { target: target.text, rule: name.text },
          };
      }
    }
  },
});

function* missing(rule: Said, test: Said, context: ItemContext) {
  const { head } = context;
  const path = PATH.exec(test.text)?.[0];
  const away = (name: string) =>
    ({ part: "X", message: "away", at: test.place, of: name, data: { test: name, rule: rule.text } }) as const;
  if (path !== undefined) {
    if (!head.paths.includes(path)) yield away(path);
    return;
  }
  const generic = GENERIC.exec(test.text);
  if (generic !== null) {
    const kind = (generic[1] ?? "").replace(" ", "_").toLowerCase();
    for (const column of (generic[2] ?? "").match(/\w+(?:\.\w+)*/g) ?? []) {
      const name = column.split(".").at(-1)?.toLowerCase();
      const there = Object.values(head.facts.guarantee).some(
        (one) => one.column?.toLowerCase() === name && one.test.toLowerCase().includes(kind),
      );
      if (
        !there &&
        /_/.test(column) &&
        declared(context).some(({ columns }) => columns.some((one) => one.name.toLowerCase() === name))
      )
        yield { part: "X", message: "unguarded", at: test.place, of: column, data: { test: kind, column } } as const;
    }
    return;
  }
  const columns = new Set(
    declared(context).flatMap((one) => [one.name, ...one.columns.map(({ name }) => name.toLowerCase())]),
  );
  for (const name of test.text.match(SNAKE) ?? [])
    if (!KINDS.test(name) && !columns.has(name) && !isThere(name, context)) yield away(name);
}

/** A test of the properties by its name, or a file of that name. */
const isThere = (name: string, context: ItemContext): boolean =>
  context.head.paths.some((path) => path.endsWith(`/${name}.sql`)) || testDeclaration(name, context) !== undefined;

/** "fct_orders.amount", where the project has no such model, or lists columns and this is none; a file that is not there. */
function isNowhere(text: string, context: ItemContext): boolean {
  const path = PATH.exec(text)?.[0];
  if (path !== undefined) return !context.head.paths.includes(path);
  const found = /^`?((?:\w+\.)*\w+)\.(\w+)`?$/.exec(text.trim());
  if (found === null) return false;
  const [, table = "", column = ""] = found;
  const all = declared(context).filter(({ name }) => name === table || name.split(".").at(-1) === table);
  if (all.length === 0) return /^(?:stg|int|fct|dim|mart)_/.test(table);
  return all.every(
    ({ columns }) => columns.length > 0 && !columns.some(({ name }) => name.toLowerCase() === column.toLowerCase()),
  );
}
