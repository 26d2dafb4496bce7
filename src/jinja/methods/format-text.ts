import { plainAttribute } from "../plain-attribute.ts";
import { formatSpec } from "../format-spec.ts";
import { repr } from "../text-of.ts";
import type { Arguments, Running, Value } from "../value.ts";

const PLACE = /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::([^{}]*))?\}/g;

/** Python's `"{} of {name}".format(a, name=b)`. */
export function formatText(format: string, { positional, named }: Arguments, run: Running): string {
  let next = 0;
  const made = format.replace(PLACE, (whole: string, field?: string, conversion?: string, spec = "") => {
    if (whole === "{{") return "{";
    if (whole === "}}") return "}";
    const [name = "", ...path] = (field ?? "").split(/[.[\]]+/).filter((part, i) => i === 0 || part !== "");
    let value: Value | undefined;
    if (name === "") value = positional[next++];
    else value = /^\d+$/.test(name) ? positional[Number(name)] : named.get(name);
    for (const part of path) value = value === undefined ? undefined : plainAttribute(value, part);
    if (value === undefined)
      throw run.failure(`\`{${(field ?? "").slice(0, 40)}}\` in \`format\`, which has no such argument`);
    return conversion === "r" ? repr(value, run) : formatSpec(value, spec, run);
  });
  return run.sized(made);
}
