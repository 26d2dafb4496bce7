import type { Stage } from "./stage.ts";
import { statementsOf, type Statement } from "./statements.ts";

const LABEL = /^\W*([^|:]{1,60}?)\s*(?:\||:)/;

/** Rows, items and lines whose label (the first cell, what stands before the colon) fits; "cost | above 60 euro", "Cost: 60 euro". */
export const labelled = (stage: Stage, label: RegExp): readonly Statement[] =>
  statementsOf(stage).filter(({ text }) => label.test(LABEL.exec(text)?.[1] ?? ""));

/** What stands behind the label. */
export const valueOf = ({ text }: Statement): string => text.replace(LABEL, "").trim();

/** A line parted into its sentences and clauses. */
export const clausesOf = (text: string): readonly string[] => text.split(/(?<=[.;])\s+|\s\|\s/);
