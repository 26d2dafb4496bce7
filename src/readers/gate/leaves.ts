import { isCollection, isMap, isScalar, LineCounter, parseDocument } from "yaml";

/** One setting of a configuration file, by the path of its keys. */
export interface Leaf {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

export function leavesOf(text: string): readonly Leaf[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, schema: "core", prettyErrors: false });
  const leaves: Leaf[] = [];
  const walk = (node: unknown, key: string): void => {
    if (isMap(node))
      for (const pair of node.items)
        walk(pair.value, [key, isScalar(pair.key) ? String(pair.key.value) : "?"].filter(Boolean).join("."));
    else if (isCollection(node)) node.items.forEach((item, index) => walk(item, `${key}[${index}]`));
    else if (isScalar(node))
      leaves.push({ key, value: String(node.value), line: lines.linePos(node.range?.[0] ?? 0).line });
  };
  if (document.errors.length === 0) walk(document.contents, "");
  return leaves;
}
