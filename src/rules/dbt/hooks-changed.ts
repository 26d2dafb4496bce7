import type { Model } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import type { Context } from "../../model/rule.ts";
import { defineRule } from "../../model/rule.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

const HOOKS = ["pre_hook", "post_hook"] as const;
/** Words of SQL that change more than the model itself. */
const ACTS = /\b(?:drop|delete|truncate|update|insert|merge|alter|grant|revoke|create)\b/i;

const plain = (sql: string): string => sql.replaceAll(/\s+/g, " ").replace(/;\s*$/, "").trim();

const hooksOf = ({ settings = {} }: Model, key: string): readonly string[] | undefined => {
  const said = settings[key];
  return said?.length === 0 ? undefined : (said ?? []).map(plain).filter((sql) => sql !== "");
};

function changed({ before, after }: ChangeOf<"model.altered">, { head }: Context) {
  if (unreadOn(head, [after.path])) return undefined;
  for (const key of HOOKS) {
    const [was, now] = [hooksOf(before, key), hooksOf(after, key)];
    if (was === undefined || now === undefined) continue;
    const gone = was.filter((sql) => !now.includes(sql));
    const come = now.filter((sql) => !was.includes(sql));
    if (gone.length + come.length > 0) return { key, gone, come };
  }
  return undefined;
}

const together = toldOnce(["model.altered"], (change, context) => {
  const found = changed(change, context);
  return found && JSON.stringify([change.after.project, found]);
});

const shown = ([sql = ""]: readonly string[]): string => (sql.length > 80 ? `${sql.slice(0, 79)}…` : sql);

export default defineRule({
  id: "hooks-changed",
  level: "notice",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "conditional", consumer: "ok", ddl: "conditional", meaning: "conditional" },
  owes: [],
  aliases: ["hook-changed", "post-hook-changed", "pre-hook-changed"],
  docs: {
    title: "What runs before or after a dbt model is another thing",
    sees: "A `pre_hook` or `post_hook` of a model, by itself or by its folder, is new, gone or another one. For review where its SQL changes rows, relations or grants; else a notice. The same change of many models is told once. A new model with a hook is no finding, nor is a hook that only a run knows.",
    why: "A hook is SQL that no test looks at and that no model stands for: it runs with dbt's rights at every run.",
    instead: "Say in the pull request what the hook does and what undoes it; a table that it fills is better a model.",
  },
  messages: {
    gone: "Unexpected end of the `{key}` of `{model}`{others} (`{sql}`), expected what does this from now on",
    come: "Unexpected `{key}` of `{model}`{others} (`{sql}`), expected a word on what it does at every run",
    other: "Unexpected `{key}` of `{model}`{others} (`{sql}`, which was `{was}`), expected a word on what is different",
  },
  *check(change, context) {
    const all = together(context).get(change);
    const found = all && changed(change, context);
    if (all === undefined || found === undefined) return;
    const { after } = change;
    const { key, gone, come } = found;
    const acts = [...gone, ...come].some((sql) => ACTS.test(sql));
    yield {
      message: come.length === 0 ? "gone" : gone.length === 0 ? "come" : "other",
      at: after.place,
      subject: after.subject,
      before: gone.join("; "),
      after: come.join("; "),
      data: {
        key,
        model: after.name,
        sql: shown(come.length === 0 ? gone : come),
        was: shown(gone),
        others: andMore(all),
      },
      ...(acts && ({ level: "review" } as const)),
    };
  },
});
