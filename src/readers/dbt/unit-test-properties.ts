import { entriesOf, get, itemsOf, nameOf, textOf } from "./yaml-get.ts";
import type { Yaml } from "./yaml-tree.ts";

/** A unit test as the file writes it. */
export interface DeclaredUnitTest {
  readonly name: string;
  readonly line: number;
  readonly model: string;
  readonly given: readonly { readonly text: string; readonly line: number; readonly columns: readonly string[] }[];
  readonly expected: readonly string[];
}

export function readUnitTests(root: Yaml | undefined): readonly DeclaredUnitTest[] {
  return itemsOf(get(root, "unit_tests")).flatMap((item) => {
    const named = nameOf(item);
    const model = textOf(get(item, "model"));
    if (named === undefined || model === undefined) return [];
    const given = itemsOf(get(item, "given")).flatMap((from) => {
      const text = textOf(get(from, "input"));
      return text === undefined ? [] : [{ text, line: from.line, columns: columnsOf(from) }];
    });
    return [{ ...named, model, given, expected: columnsOf(get(item, "expect")) }];
  });
}

/** The columns of rows that stand in the file: maps, or CSV; of SQL and of files nobody knows them here. */
function columnsOf(from: Yaml | undefined): readonly string[] {
  const rows = get(from, "rows");
  const names = new Set(itemsOf(rows).flatMap((row) => entriesOf(row).map(({ key }) => key)));
  const text = textOf(get(from, "format")) === "csv" ? textOf(rows) : undefined;
  const [head = ""] = (text ?? "").trim().split("\n");
  for (const name of head.split(",")) if (name.trim() !== "") names.add(name.trim());
  return [...names];
}
