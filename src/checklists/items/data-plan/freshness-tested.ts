import { defineItem } from "../../item.ts";
import { sourceName, sourcesOf, speaksOf } from "../../look/project.ts";
import { quantitiesOf } from "../../look/quantities.ts";
import { about, statementsOf } from "../../look/statements.ts";

const FRESH = /\bfresh\w*|\bstale\w*|\bup to date\b/;

export default defineItem({
  id: "freshness-tested",
  asked: { "data-plan": "quality" },
  requirements: [{ row: 24, parts: "SX" }],
  level: "review",
  title: "Freshness tests",
  demand: "for each source after how long a test warns or fails",
  why: "A source that stands still breaks nothing: the figures just stop moving, and nobody asks.",
  template: "- Freshness: <sources>, error after <duration> (<severity>)",
  messages: {
    vague: "Unexpected freshness test without its threshold (`{said}`), expected a duration",
    unwatched:
      "Unexpected source `{source}` of the plan without `freshness` in the project, expected `warn_after` or `error_after`",
    unmeasured:
      "Unexpected source `{source}` with `freshness` and without `loaded_at_field`, which the other sources have, expected the column that tells when a row was loaded",
  },
  *check(stage, context) {
    const told = about(stage, FRESH);
    const [first] = told;
    if (first === undefined) yield { part: "S", message: "missing" };
    else if (!told.some(({ text }) => quantitiesOf(text, { measure: "time" }).length > 0))
      yield { part: "S", message: "vague", at: first.place, data: { said: first.text } };
    const inventory = context.stage("sources");
    if (inventory === undefined) return;
    const text = statementsOf(inventory)
      .map((each) => each.text)
      .join("\n");
    const known = sourcesOf(context);
    const usual = known.some(({ settings = {} }) => measured(settings));
    for (const source of known) {
      const name = sourceName(source);
      if (!speaksOf(text, name) && !text.includes(`${name.split(".")[0] ?? name}.*`)) continue;
      const { settings = {} } = source;
      const watched = Object.keys(settings).some((key) => key.startsWith("freshness."));
      if (!watched) yield { part: "X", message: "unwatched", of: name, data: { source: name } };
      else if (usual && !measured(settings))
        yield { part: "X", message: "unmeasured", of: name, data: { source: name } };
    }
  },
});

const measured = (settings: Readonly<Record<string, readonly string[]>>): boolean =>
  settings["loaded_at_field"] !== undefined || settings["loaded_at_query"] !== undefined;
