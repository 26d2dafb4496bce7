import { argument } from "../../../jinja/arguments.ts";
import { Callable, Unknown, type Value } from "../../../jinja/value.ts";
import { plain, type Plain } from "../yaml-get.ts";
import { readYaml } from "../yaml-tree.ts";
import { valueOf } from "./plain-value.ts";

const MOST = 500_000;

const parsing = (name: string, read: (text: string) => Plain | undefined): readonly [string, Value] => [
  name,
  new Callable(name, (args, run) => {
    const text = run.text(argument(args, 0, "string") ?? argument(args, 0, "value") ?? "");
    run.charge(text.length);
    if (text.length > MOST) return new Unknown(`\`${name}\` of a long text`);
    const found = read(text);
    return found === undefined ? (argument(args, 1, "default") ?? null) : valueOf(found);
  }),
];

function json(text: string): Plain | undefined {
  // What is no JSON at its first letter need not be refused at the price of an error.
  if (!/^\s*["[{\dtfn-]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Plain;
  } catch {
    return undefined;
  }
}

function yaml(text: string): Plain | undefined {
  const { root, errors } = readYaml(text);
  return root === undefined || errors.length > 0 ? undefined : plain(root);
}

/** `fromjson` and `fromyaml`: the default where the text is neither. */
export const parsingFunctions: readonly (readonly [string, Value])[] = [
  parsing("fromjson", json),
  parsing("fromyaml", yaml),
];
