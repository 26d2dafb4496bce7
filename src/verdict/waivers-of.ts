import type { Config, Waiver } from "../model/config.ts";
import type { Plan } from "../model/plan.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** Waivers that one side's plans bring, by ids of rules; those of a plan that nobody approved count for nothing. */
export function planWaivers(
  { facts }: Snapshot,
  ruleNames: ReadonlyMap<string, string>,
  wanted: (plan: Plan) => boolean = ({ status }) => status === "approved",
): readonly Waiver[] {
  return Object.values(facts.plan)
    .filter(wanted)
    .flatMap(({ waivers = [] }) =>
      waivers.map(({ rule, ...waiver }) =>
        rule === undefined ? waiver : { ...waiver, rule: ruleNames.get(rule) ?? rule },
      ),
    );
}

/** The configuration with the waivers of that side's approved plans beside its own. */
export const withPlanWaivers = (config: Config, side: Snapshot, ruleNames: ReadonlyMap<string, string>): Config => {
  const more = planWaivers(side, ruleNames);
  return more.length === 0 ? config : { ...config, waivers: [...config.waivers, ...more] };
};
