import type { Model } from "../../model/dbt.ts";
import type { ItemContext } from "../item.ts";
import { isGuarded, testsUnknown, type Promise_ } from "./guarded.ts";
import { namesIn } from "./names-in.ts";
import { modelsOf, sourcesOf, sourceName, speaksOf } from "./project.ts";
import type { Stage } from "./stage.ts";
import { statementsOf, type Statement } from "./statements.ts";

const KINDS: Readonly<Record<Promise_, string>> = {
  nulls: String.raw`\bnulls?\b|\bnot[ _-]null\b|\bcompleteness\b`,
  unique: String.raw`\buniqueness\b|\bunique\b|\bduplicates?\b|\bdoubles?\b`,
  references: String.raw`\breferen\w+|\brelationships?\b|\borphans?\b|\bforeign keys?\b|\blead somewhere\b`,
  values: String.raw`\b(?:accepted|allowed|permitted) values\b|\bonly their values\b|\benums?\b`,
};
const ANY = new RegExp(Object.values(KINDS).join("|"), "gi");

/** A column of which a plan's stage says that it is tested. */
export interface Promised {
  readonly column: string;
  readonly said: Statement;
}

/**
 * The columns that the stage promises to test so. What stands behind the words is theirs ("unique: `order_id`"), two kinds side by side share
 * it ("not null and unique on `order_id`"), and where nothing follows it is what stands before ("`order_id` has 0 orphans").
 */
export function promised(stage: Stage, promise: Promise_, context: ItemContext): readonly Promised[] {
  const own = new RegExp(KINDS[promise], "i");
  const others = new Set([
    ...modelsOf(context).map(({ name }) => name),
    ...sourcesOf(context).map((source) => sourceName(source)),
  ]);
  return statementsOf(stage).flatMap((said) => {
    const { text } = said;
    const found = [...text.matchAll(ANY)];
    const columns = found.flatMap(({ 0: word, index }, i) => {
      if (!own.test(word)) return [];
      const behind = found.slice(i).map((one, n) => {
        const end = found[i + n + 1]?.index ?? text.length;
        return namesIn(text.slice(one.index + one[0].length, end));
      });
      const before = namesIn(text.slice(0, index));
      return behind.find((names) => names.length > 0) ?? (found.length === 1 ? before : []);
    });
    return [...new Set(columns)]
      .filter((column) => /^\w+$/.test(column) && !others.has(column))
      .map((column) => ({ column, said }));
  });
}

/** The promised columns that some model of the plan has, and no test of it looks at. */
export function broken(
  stage: Stage,
  promise: Promise_,
  context: ItemContext,
): readonly (Promised & { readonly model: string })[] {
  if (testsUnknown(context.head)) return [];
  const ours = planned(context);
  return promised(stage, promise, context).flatMap((one) => {
    const having = (models: readonly Model[]) =>
      models.filter(({ columns }) => columns.some(({ name }) => name === one.column));
    const near = having(ours);
    const models = near.length > 0 ? near : having(modelsOf(context));
    // What is a key there is what others point to.
    const [model] =
      promise === "references" ? models.filter((each) => !isGuarded(each, one.column, "unique", context.head)) : models;
    return model === undefined || models.some((each) => isGuarded(each, one.column, promise, context.head))
      ? []
      : [{ ...one, model: model.name }];
  });
}

/** The models of the project that the plan speaks of where it tells how they are built, and what is promised of them. */
export function planned(context: ItemContext): readonly Model[] {
  const text = ["modelling", "contracts"]
    .flatMap((name) => context.stage(name)?.said ?? [])
    .map((said) => said.text)
    .join("\n");
  return modelsOf(context).filter(({ name }) => speaksOf(text, name));
}
