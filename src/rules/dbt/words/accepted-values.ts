import type { Model } from "../../../model/dbt.ts";

/** Column → the values that its one test of them lets pass; two tests of one column look at different rows, and say nothing of all. */
export const acceptedValues = ({ columns }: Model): ReadonlyMap<string, readonly string[]> =>
  new Map(
    columns.flatMap(({ name, tests }): [string, readonly string[]][] => {
      const [one, other] = tests.filter((test) => /^(?:\w+\.)?accepted_values\(/.test(test));
      if (one === undefined || other !== undefined || /\bwhere=/.test(one)) return [];
      const values = listIn(/\bvalues=(\[.*?\])(?:, \w+=|\)$)/.exec(one)?.[1]);
      return values === undefined ? [] : [[name.toLowerCase(), values]];
    }),
  );

function listIn(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? values.map(String) : undefined;
  } catch {
    return undefined;
  }
}
