import type { Exposure } from "../../model/dbt.ts";
import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import type { Around } from "./model-facts.ts";
import { readsOf } from "./names.ts";
import type { DeclaredExposure } from "./properties.ts";
import { closer, NOTHING, yamlSettings } from "./settings.ts";
import { gap } from "./gap.ts";
import { readsIn } from "./setting-value.ts";

/** The exposures of a project: who outside of dbt reads it. */
export function exposureFacts({ declared }: Assembled, { project, resolver }: Around): readonly (Exposure | Gap)[] {
  return declared.flatMap(({ path, declared: { exposures } }) => exposures.flatMap((one) => facts(path, one)));

  function facts(path: string, exposure: DeclaredExposure): readonly (Exposure | Gap)[] {
    const settings = exposure.layers.map((layer) => yamlSettings(layer, project.vars)).reduce(closer, NOTHING);
    if (settings.enabled === false) return [];
    const calls = exposure.dependsOn.map(({ text, line }) => ({
      text,
      line,
      calls: readsIn(text, project.vars).map((read) => ({ ...read, path, line })),
    }));
    const all = calls.flatMap((each) => each.calls);
    const { ids, gaps } = readsOf(all, project.id, resolver);
    const metrics = calls.flatMap(({ text }) => metricIn(text) ?? []).map((name) => `metric.${project.id}.${name}`);
    const unread = calls.filter((each) => each.calls.length === 0 && metricIn(each.text) === undefined);
    const owner = exposure.owner ?? settings.owner;
    const fact: Exposure = {
      kind: "exposure",
      id: `exposure.${project.id}.${exposure.name}`,
      place: { path, line: exposure.line },
      subject: ["exposure", project.id, exposure.name],
      label: exposure.label,
      type: exposure.type,
      reads: [...ids, ...metrics].sort(),
      ...(owner !== undefined && { owner }),
      ...(exposure.url !== undefined && { url: exposure.url }),
    };
    return [
      fact,
      ...gaps,
      ...unread.map(({ text, line }) =>
        gap(
          "ref-computed",
          path,
          line,
          `\`depends_on\` entry \`${text.slice(0, 80)}\`, expected \`ref(…)\` or \`source(…)\``,
        ),
      ),
    ];
  }
}

/** `metric('revenue')`, with or without the braces. */
const metricIn = (text: string): string | undefined =>
  /^\s*(?:\{\{)?\s*metric\(\s*(['"])([^'"]+)\1\s*\)\s*(?:\}\})?\s*$/.exec(text)?.[2];
