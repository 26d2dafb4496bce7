import type { Exposure, Model, Source } from "../../model/dbt.ts";
import type { Context } from "../../model/rule.ts";

/** The models that the pull request adds or changes. */
export const changedModels = ({ changes }: Pick<Context, "changes">): readonly Model[] =>
  changes.flatMap((change) => (change.kind === "model.added" || change.kind === "model.altered" ? [change.after] : []));

export const sourcesOf = ({ head }: Pick<Context, "head">): readonly Source[] => Object.values(head.facts.source);

export const exposuresOf = ({ head }: Pick<Context, "head">): readonly Exposure[] => Object.values(head.facts.exposure);

/** `shop.orders`, as plans and `source(…)` call it. */
export const sourceName = ({ subject }: Source): string => subject.slice(-2).join(".");
