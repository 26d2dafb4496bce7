import type { Model } from "../../model/dbt.ts";
import type { ChangeOf } from "../../model/change.ts";
import type { Context } from "../../model/rule.ts";
import { defineRule } from "../../model/rule.ts";
import { andMore, toldOnce } from "./words/told-once.ts";
import { unreadOn } from "./words/unread-on.ts";

type Grants = ReadonlyMap<string, readonly string[]>;

/** Privilege → those who have it; undefined where a part is only known to a run. */
function grantsOf({ settings = {} }: Model): Grants | undefined {
  const said = Object.entries(settings).filter(([key]) => /^grants(?:\.|$)/.test(key));
  if (said.some(([key, names]) => (key === "grants" && names.length === 0) || names.some((name) => name.includes("{"))))
    return undefined;
  return new Map(said.map(([key, names]) => [key.replace(/^grants\.?\+?/, "").toLowerCase(), names]));
}

const pairs = (grants: Grants): readonly string[] =>
  [...grants].flatMap(([privilege, names]) => names.map((name) => `${privilege} for ${name}`)).toSorted();

function moved({ before, after }: ChangeOf<"model.altered">, { head }: Context) {
  const [was, now] = [grantsOf(before), grantsOf(after)];
  if (was === undefined || now === undefined || unreadOn(head, [after.path])) return undefined;
  const [had, have] = [pairs(was), pairs(now)];
  const [gone, come] = [had.filter((one) => !have.includes(one)), have.filter((one) => !had.includes(one))];
  return gone.length + come.length === 0 ? undefined : { gone, come };
}

const together = toldOnce(["model.altered"], (change, context) => {
  const found = moved(change, context);
  return found && JSON.stringify([change.after.project, found]);
});

const few = (all: readonly string[]): string =>
  all.length > 3 ? `${all.slice(0, 3).join(", ")} and ${all.length - 3} more` : all.join(", ");

export default defineRule({
  id: "grants-changed",
  level: "notice",
  on: ["model.altered"],
  action: "other",
  verdicts: { data: "ok", consumer: "conditional", ddl: "conditional", meaning: "ok" },
  owes: [],
  aliases: ["grant-removed", "model-grants-changed"],
  docs: {
    title: "Others may read a dbt model than before",
    sees: "The `grants` of a model, by itself or by its folder, are not those of the base branch. For review where somebody loses a privilege, a notice where somebody gains one. The same change of many models is told once. What only a run knows is not compared.",
    why: "dbt takes away at the next run what the configuration no longer says: whoever lost it sees an error, whoever gained it sees the rows.",
    instead: "Tell those who lose it, and let the data's owner agree to those who gain it.",
  },
  messages: {
    lost: "Unexpected end of {gone} on `{model}`{others}, expected word to those who lose it: dbt revokes it at the next run",
    gained: "Unexpected {come} on `{model}`{others}, expected the word of whoever owns its rows",
  },
  *check(change, context) {
    const all = together(context).get(change);
    const found = all && moved(change, context);
    if (all === undefined || found === undefined) return;
    const { after } = change;
    yield {
      message: found.gone.length > 0 ? "lost" : "gained",
      at: after.place,
      subject: after.subject,
      before: found.gone.join(", "),
      after: found.come.join(", "),
      data: {
        model: after.name,
        gone: few(found.gone),
        come: few(found.come),
        others: andMore(all),
      },
      ...(found.gone.length > 0 && ({ level: "review" } as const)),
    };
  },
});
