import type { UserFunction } from "../../model/dbt.ts";
import type { Assembled } from "./assemble.ts";

/** The functions of a project: declared ones, and bodies that nobody declares. */
export function functionFacts({ project, declared, bodies }: Assembled): readonly UserFunction[] {
  const all = declared.flatMap(({ path, declared: { functions } }) => functions.map((one) => ({ path, ...one })));
  const known = new Set(all.map(({ name }) => name));
  const bare = [...bodies].flatMap(([name, path]) => (known.has(name) ? [] : [{ name, path, line: 1, takes: [] }]));
  return [...all, ...bare].map(({ name, path, line, takes, ...rest }) => {
    const body = bodies.get(name);
    return {
      kind: "function",
      id: `function.${project.id}.${name}`,
      place: { path, line },
      name,
      takes,
      ...(body !== undefined && { path: body }),
      ...("returns" in rest && rest.returns !== undefined && { returns: rest.returns }),
    };
  });
}
