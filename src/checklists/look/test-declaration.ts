import type { Context } from "../../model/rule.ts";
import { fileText } from "./file-text.ts";

/** How a dbt project declares the test of this name, as it stands in its YAML; undefined where none does. */
export function testDeclaration(name: string, context: Pick<Context, "head" | "line">): string | undefined {
  const label = new RegExp(`(?:^|[\\s{,-])name:\\s*["']?${name.replaceAll(/[^\w]/g, "\\$&")}["']?\\s*(?:$|[,}#])`);
  for (const path of Object.keys(context.head.files)) {
    if (!/\.ya?ml$/.test(path)) continue;
    const text = fileText(path, context);
    // Other YAML may give the name to something else.
    if (!/^(?:models|sources|seeds|snapshots|data_tests):/m.test(text)) continue;
    const lines = text.split("\n");
    const at = lines.findIndex((line) => label.test(line));
    if (at >= 0) return entryAround(lines, at);
  }
  return undefined;
}

const indent = (line: string): number => line.search(/\S/);

/** The entry of a list that the line belongs to. */
function entryAround(lines: readonly string[], at: number): string {
  let first = at;
  while (
    first > 0 &&
    !(/^\s*-\s/.test(lines[first] ?? "") && (first === at || indent(lines[first] ?? "") < indent(lines[at] ?? "")))
  )
    first -= 1;
  const depth = indent(lines[first] ?? "");
  const behind = lines.slice(first + 1).findIndex((line) => line.trim() !== "" && indent(line) <= depth);
  return lines.slice(first, behind < 0 ? undefined : first + 1 + behind).join("\n");
}
