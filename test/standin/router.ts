import { operations } from "./judge.ts";
import type { Operation } from "./judge.ts";
import { graphqlOperation } from "./routes/graphql.ts";

interface Pattern {
  readonly operation: Operation;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Parameters that may hold slashes on GitHub: a path, a branch, a reference. */
const deep = new Set(["path", "ref", "branch", "basehead"]);

const compile = (operation: Operation): Pattern => {
  const names: string[] = [];
  const source = operation.path
    .split(/(\{\w+\})/)
    .map((part) => {
      const name = /^\{(\w+)\}$/.exec(part)?.[1];
      if (name === undefined) return part.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
      names.push(name);
      if (name === "path") return "(.*)";
      return deep.has(name) ? "(.+)" : "([^/]+)";
    })
    .join("")
    // The root folder is asked for with and without its slash.
    .replace(/\/\(\.\*\)$/, "(?:/(.*))?");
  return { operation, names, expression: new RegExp(`^${source}$`) };
};

/** The longest template first, so that `commits/{ref}/check-runs` is not taken for a reference with a slash. */
const patterns = [...operations, graphqlOperation]
  .map(compile)
  .sort(
    (a, b) =>
      b.operation.path.split("/").length - a.operation.path.split("/").length || a.names.length - b.names.length,
  );

export interface Match {
  readonly operation: Operation;
  readonly params: Readonly<Record<string, string>>;
}

export const route = (method: string, path: string): Match | undefined => {
  for (const { operation, expression, names } of patterns) {
    if (operation.method !== method) continue;
    const found = expression.exec(path);
    if (found === null) continue;
    const params = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? "")]));
    return { operation, params };
  }
  return undefined;
};
