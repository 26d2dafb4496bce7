import { isCollection, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { gatePaths } from "../../model/gate-paths.ts";
import { defineReader } from "../../model/reader.ts";

interface Leaf {
  readonly key: string;
  readonly value: string;
  readonly line: number;
}

/** The gate's own settings as facts, so that a pull request that changes them says so first. */
export default defineReader<readonly Leaf[]>({
  id: "gate",
  version: 1,
  select: (paths) => paths.filter((path) => gatePaths.includes(path)),
  parse(text) {
    const lines = new LineCounter();
    const document = parseDocument(text, { lineCounter: lines, schema: "core" });
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
  },
  *link(files) {
    for (const { path, parsed } of files)
      for (const { key, value, line } of parsed)
        yield { kind: "setting", id: `setting:${key}`, place: { path, line }, key, value };
  },
});
