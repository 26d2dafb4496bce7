import type { Said } from "../../model/plan-part.ts";
import { number } from "../../quantity/number.ts";
import type { Stage } from "./stage.ts";
import { statementsOf } from "./statements.ts";

/** A share in per cent, with what rounding may have taken from it or added. */
export interface Share {
  readonly percent: number;
  readonly rounding: number;
}

const PERCENT = /(?<![\d.,])(-?\d+(?:[.,]\d+)?)\s?%/;
const BARE = /^\s*-?\d+(?:\.\d+)?\s*$/;

/** The first percentage of a text; a number by itself counts where the column says that it is a share. */
export function shareOf(text: string): Share | undefined {
  const found = PERCENT.exec(text)?.[1] ?? (BARE.test(text) ? text.trim() : undefined);
  if (found === undefined) return undefined;
  const [, digits = ""] = found.split(/[.,]/);
  return { percent: Number(found.replace(",", ".")), rounding: 0.5 * 10 ** -digits.length };
}

/** A number of rows as a cell gives it: "245,280", "394,200 (3.0 %)". */
export function rowsIn(text: string): number | undefined {
  const at = text.search(/\d/);
  if (at < 0) return undefined;
  const read = number(text, at);
  return read === undefined || "ambiguous" in read || /^\s?[%.]/.test(text.slice(read.end)) ? undefined : read.value;
}

/** How many rows the data has: "Row count: 13,140,000", "Of 17,520,000 rows". */
export function rowCount(stage: Stage): number | undefined {
  const field = stage.fields.find(
    ({ label, open }) => open !== true && /^(?:row count|rows|number of rows)$/i.test(label),
  );
  if (field !== undefined) return rowsIn(field.text);
  const said = statementsOf(stage).find(({ text, form }) => form !== "row" && /\bof [\d.,\s]+ rows\b/i.test(text));
  return said === undefined ? undefined : rowsIn(said.text.slice(said.text.search(/\bof [\d.,\s]+ rows\b/i)));
}

/** Whether so many rows are that share of all, give or take what rounding explains. */
export const fits = ({ percent, rounding }: Share, rows: number, all: number): boolean =>
  Math.abs(rows - (all * percent) / 100) <= (all * rounding) / 100 + 1;

export const isOpenCell = (cell: Said | undefined): boolean => cell?.open === true && cell.text !== "";

/** A cell's text as a message shows it. */
export const cellText = ({ text }: Said): string => (text.trim() === "" ? "(empty)" : text);
