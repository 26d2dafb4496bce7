import type { Place } from "../../model/place.ts";
import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";

/** A word that is no word of a language: a path, a dotted or an underscored name. */
export interface CodeName {
  readonly name: string;
  readonly place: Place;
  /** The statement that it stands in. */
  readonly text: string;
}

const NAME = /(?<![\w/.:@-])(?:\.{1,2}\/)*[A-Za-z_][\w-]*(?:[./_][\w-]+)+(?![\w/]|:\/\/)/g;

/** Names of code in a stage, each once for a statement. */
export const codeNames = (stage: Stage): readonly CodeName[] =>
  statementsOf(stage).flatMap(({ text, place }) =>
    [...new Set(text.match(NAME))].map((name) => ({ name, place, text })),
  );

/** Names that by their prefix are models of a dbt project; of `fct_orders.order_id` the model. */
export const modelNames = (stage: Stage): readonly CodeName[] =>
  codeNames(stage)
    .map(({ name, ...rest }) => ({ ...rest, name: name.replace(/\.\w+$/, "") }))
    .filter(({ name }) => /^(?:stg|int|fct|dim|mart|ftr|rpt|agg|obt)_\w+$/.test(name));
