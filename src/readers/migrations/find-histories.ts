import type { Config } from "../../model/config.ts";
import { asHashed } from "../../model/digests.ts";
import type { ParsedFile } from "../../model/reader.ts";
import type { Files, Framework, History } from "./framework.ts";
import * as registry from "./frameworks/index.ts";
import type { ParsedText } from "./parsed-text.ts";
import { below, byText, folder } from "./paths.ts";
import type { Marks } from "./sections.ts";

const frameworks: readonly Framework[] = Object.values(registry);

const named = (framework: Framework, tool: string): boolean =>
  framework.id === tool.toLowerCase() || framework.tools.includes(tool.toLowerCase());

/** Is this a file of a framework's, by its name or because the configuration says so? */
export const isFrameworkFile = (path: string, { migrations }: Config): boolean =>
  frameworks.some((framework) => framework.wants(path)) ||
  migrations.some(
    (root) =>
      below(path, root.path) &&
      [".sql", ...(frameworks.find((framework) => named(framework, root.tool))?.extensions ?? [])].some((extension) =>
        path.endsWith(extension),
      ),
  );

/** The lines by which a tool parts one file into its two ways. */
export const marksOf = (tool: string): Marks | undefined => frameworks.find(({ id }) => id === tool)?.marks;

/** The tool that the configuration gives a file to, where we do not know it. */
export const unknownTool = (path: string, { migrations }: Config): string | undefined =>
  migrations.find((root) => below(path, root.path) && !frameworks.some((framework) => named(framework, root.tool)))
    ?.tool;

/** The histories of one tree, by root. A folder that the configuration gives to one tool is no other tool's. */
export async function findHistories(
  files: ReadonlyMap<string, ParsedFile<ParsedText>>,
  config: Config,
  tree: ReadonlySet<string>,
  before: ReadonlyMap<string, ParsedFile<ParsedText>> = files,
): Promise<readonly History[]> {
  const paths = [...files.keys()].sort(byText);
  const inFolder = Map.groupBy(
    paths.filter((path) => path.endsWith(".sql")),
    folder,
  );
  const found: History[] = [];
  for (const framework of frameworks) {
    const own = config.migrations.filter(({ tool }) => named(framework, tool));
    const foreign = config.migrations.filter(({ tool }) => !named(framework, tool));
    const seen: Files = {
      paths: paths.filter(
        (path) =>
          (framework.wants(path) || own.some((root) => below(path, root.path))) &&
          !foreign.some((root) => below(path, root.path)),
      ),
      has: (path) => tree.has(path),
      read: (path) => files.get(path)?.parsed,
      before: (path) => before.get(path)?.parsed,
      exact(path) {
        const file = files.get(path);
        return file === undefined ? undefined : asHashed(file.parsed.text, file.hash);
      },
      inside: (at) => (inFolder.get(at) ?? []).filter((path) => !foreign.some((root) => below(path, root.path))),
    };
    found.push(...(await framework.find(seen, own)));
  }
  return found.sort((a, b) => byText(a.root, b.root) || byText(a.tool, b.tool));
}
