import type { Passage, Sheet } from "./statement.ts";

const FORMULA = /^(?:formula|calculation|computation|derivation|how|reckoned|rechnung)$/i;
const RESULT = /^(?:result|value|estimate|ergebnis|wert)$/i;

/** Rows that hold their formula in one column and its result in another, as sums. */
export function formulaRows({ head, rows }: Sheet): readonly Passage[] {
  const formula = head.findIndex(({ text }) => FORMULA.test(text.replaceAll(/[*_`]/g, "").trim()));
  const result = head.findLastIndex(({ text }) => RESULT.test(text.replaceAll(/[*_`]/g, "").trim()));
  if (formula < 0 || result < 0) return [];
  return rows.flatMap((row) => {
    const [from, to] = [row[formula], row[result]];
    return from === undefined || to === undefined || /[=≈→]/.test(from.text)
      ? []
      : [{ text: `${from.text} = ${to.text}`, place: to.place }];
  });
}
