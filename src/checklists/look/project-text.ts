import type { Context } from "../../model/rule.ts";

/** Whether a YAML or SQL file of a dbt project, which was read for its facts, gives the name to a test or a unit test. */
export function isNamed(name: string, context: Pick<Context, "head" | "line">): boolean {
  const escaped = name.replaceAll(/[^\w]/g, "\\$&");
  const label = new RegExp(`(?:^|[\\s{,-])name:\\s*["']?${escaped}["']?\\s*(?:$|[,}#])`);
  return Object.keys(context.head.files).some((path) => {
    if (path.endsWith(`/${name}.sql`)) return true;
    if (!/\.ya?ml$/.test(path)) return false;
    for (let line = 1; ; line += 1) {
      const text = context.line(path, line);
      if (text === undefined) return false;
      if (label.test(text)) return true;
    }
  });
}

/** Whether there is a dbt project to ask at all. */
export const hasModels = ({ head }: Pick<Context, "head">): boolean => Object.keys(head.facts.model).length > 0;
