import { parse } from "../../jinja/parse.ts";
import type { MacroNode, Statement } from "../../jinja/tree.ts";
import { adapterHints } from "./adapter-hints.ts";
import { lineIndex } from "./line-index.ts";

/** A snapshot's block, or, without a name, everything of a file outside of such blocks. */
export interface Unit {
  readonly block: "" | "snapshot";
  readonly name: string;
  readonly line: number;
  readonly body: readonly Statement[];
}

/** A SQL file of a dbt project, as what it is made of. */
export interface Template {
  readonly text: string;
  readonly units: readonly Unit[];
  readonly macros: readonly MacroNode[];
  /** How often the text speaks like the database of which adapter. */
  readonly hints: ReadonlyMap<string, number>;
  readonly broken?: { readonly line: number; readonly reason: string };
}

export function readTemplate(text: string): Template {
  const { body, broken } = parse(text);
  const lineOf = lineIndex(text);
  const snapshots = body.flatMap((one): readonly Unit[] =>
    one.kind === "block" && one.word === "snapshot"
      ? [{ block: "snapshot", name: one.name, line: lineOf(one.at), body: one.body }]
      : [],
  );
  let hints: ReadonlyMap<string, number> | undefined;
  return {
    text,
    units: [{ block: "", name: "", line: 1, body }, ...snapshots],
    macros: body.filter((one) => one.kind === "macro"),
    get hints() {
      return (hints ??= adapterHints(text));
    },
    ...(broken !== undefined && { broken: { line: lineOf(broken.offset), reason: broken.reason } }),
  };
}
