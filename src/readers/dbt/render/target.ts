import { Module } from "../../../jinja/modules/module.ts";
import type { Target } from "../production-of.ts";
import { Unknown, type Value } from "../../../jinja/value.ts";

const taken = (what: string, value: Value): Value => new Unknown(`the ${what} of the target`, value, true);

/** `target`: the adapter is known or guessed, the rest taken as in production, and said. */
export function targetOf({ adapter, name = "prod" }: Target, project: string): Module {
  const kept = ["type", adapter] as const;
  const named: readonly (readonly [string, Value])[] = [
    ["name", taken("name", name)],
    ["target_name", taken("name", name)],
    ["profile_name", taken("profile", project)],
    ["schema", taken("schema", project)],
    ["dataset", taken("schema", project)],
    ["database", taken("database", "database")],
    ["dbname", taken("database", "database")],
    ["project", taken("database", "database")],
    ["catalog", taken("database", "database")],
    ["warehouse", taken("warehouse", "warehouse")],
    ["role", taken("role", "role")],
    ["user", taken("user", "user")],
    ["threads", taken("threads", 1)],
  ];
  return new Module("target", [kept, ...named]);
}
