import type { Node } from "web-tree-sitter";
import { readProgram } from "../../../code/grammar.ts";
import { followFunction, followModule } from "../../../code/python/program.ts";
import { textOf, textsOf, type Value } from "../../../code/python/value.ts";
import type { Script } from "../../../sql/act.ts";
import { Draft } from "../python/draft.ts";
import { AlembicHost } from "./host.ts";

/** What a Python file says to Alembic. */
export interface Revision {
  readonly revision: string;
  readonly parents: readonly string[];
  readonly needs: readonly string[];
  readonly labels: readonly string[];
  readonly up: Script;
  readonly down?: Script;
  /** Nothing of it runs outside of the transaction. */
  readonly transaction: boolean;
}

const texts = (value: Value | undefined): readonly string[] => {
  const one = textOf(value);
  return one === undefined ? (textsOf(value) ?? []) : [one];
};

export async function readAlembic(text: string): Promise<Revision | undefined> {
  const read = await readProgram(text, "python", (root): Revision | undefined => {
    const up = follow(root, "upgrade");
    const revision = textOf(up.names.get("revision"));
    if (revision === undefined) return undefined;
    const down = follow(root, "downgrade");
    const way = down.found && !down.draft.raised;
    return {
      revision,
      parents: texts(up.names.get("down_revision")),
      needs: texts(up.names.get("depends_on")),
      labels: texts(up.names.get("branch_labels")),
      up: up.draft.script(),
      ...(way ? { down: down.draft.script() } : {}),
      transaction: !up.draft.alone,
    };
  });
  return read ?? unreadable(text);
}

/** A program that is too long or too tangled still has its place in the history. */
function unreadable(text: string): Revision | undefined {
  const word = (name: string): readonly string[] => {
    const line = new RegExp(`^${name}\\b[^=\\n]*=(.*)$`, "m").exec(text)?.[1] ?? "";
    return [...line.matchAll(/["']([^"']*)["']/g)].map(([, said = ""]) => said);
  };
  const [revision] = word("revision");
  if (revision === undefined) return undefined;
  const draft = new Draft();
  draft.unknown("the program is too long or too tangled to be read", { line: 1, column: 1, endLine: 1 }, true);
  const [parents, needs, labels] = [word("down_revision"), word("depends_on"), word("branch_labels")];
  return { revision, parents, needs, labels, up: draft.script(), transaction: true };
}

interface Followed {
  readonly names: ReadonlyMap<string, Value>;
  readonly draft: Draft;
  readonly found: boolean;
}

/** Each way is followed on its own: lists and names of the module change on the way. */
function follow(root: Node, name: string): Followed {
  const draft = new Draft();
  const host = new AlembicHost(draft);
  const module = followModule(root, host);
  host.following = true;
  return { names: module.scope.names, draft, found: followFunction(module, name) };
}
