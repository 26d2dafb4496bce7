import type { Guarantee } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import { bothWays } from "./both-ways.ts";
import { flat } from "./kept-settings.ts";
import type { Around } from "./model-facts.ts";
import { readsOf } from "./names.ts";
import { plainOf } from "./render/plain-value.ts";
import { warnsBy } from "./test-settings.ts";
import { classOfSql } from "./quality/sql-class.ts";
import type { Ground } from "./pieces.ts";

const LOUDNESS: ReadonlySet<string> = new Set(["severity", "error_if", "warn_if", "limit", "fail_calc"]);

/** Tests that are a query of their own: each is a promise about everything that it reads. */
export function singularTestFacts(
  one: Assembled,
  { project, resolver }: Around,
  ground: Ground,
): readonly (Guarantee | Gap)[] {
  return one.singular.flatMap((file) => {
    const rendered = bothWays(file, ground.world, ground.state, () => undefined)?.full;
    if (rendered === undefined) return [];
    if (rendered.configs.some(({ values }) => values.get("enabled") === false)) return [];
    const { ids, gaps } = readsOf(rendered.reads, project.id, resolver);
    const test = `singular(${file.name})`;
    const place = { path: file.path, line: 1 };
    const kept = rendered.configs
      .flatMap(({ values }) => [...values])
      .flatMap(([key, value]) => (LOUDNESS.has(key) ? [[key, plainOf(value) ?? []] as const] : []));
    const settings = flat(Object.fromEntries(kept));
    const said: Pick<Guarantee, "warns" | "settings"> = {
      ...(warnsBy(settings) && { warns: true as const }),
      ...(kept.length > 0 && { settings }),
    };
    const looksAfter = classOfSql(file.name, rendered.sql, ids.length);
    const weak = said.warns === true ? (["warns"] as const) : [];
    const checks = looksAfter === undefined ? [] : [{ class: looksAfter, columns: [], weak }];
    return [
      ...ids.map((on): Guarantee => ({
        kind: "guarantee",
        id: `guarantee.${on}..${test}`,
        place,
        on,
        test,
        ...said,
        ...(checks.length > 0 && { checks }),
      })),
      ...gaps,
      ...rendered.gaps,
    ];
  });
}
