import type { Gap } from "../../model/fact.ts";
import type { Assembled } from "./assemble.ts";
import { gap } from "./gap.ts";
import type { Piece } from "./pieces.ts";
import { closer, yamlSettings } from "./settings.ts";
import { projectSettings } from "./project.ts";

interface Named {
  readonly what: string;
  readonly key: string;
  readonly path: string;
  readonly line: number;
  readonly isThere: () => boolean;
}

/**
 * Two of one name in a project, which dbt refuses to compile: of models, seeds and snapshots, which a `ref` means alike, and
 * of tables of one source. Only one of them is looked at here, and this says so.
 */
export function namesakes({ declared, project }: Assembled, pieces: readonly Piece[]): readonly Gap[] {
  const nodes = pieces.map(({ name, settings, file: { path, line } }): Named => {
    return { what: `\`${name}\``, key: name, path, line, isThere: () => settings.enabled !== false };
  });
  const tables = declared.flatMap(({ path, declared: { sources } }) =>
    sources.map(({ source, table, line, layers }): Named => {
      const key = `${source}.${table}`;
      const isThere = (): boolean =>
        layers
          .map((layer) => yamlSettings(layer, project.vars))
          .reduce(closer, projectSettings(project, "source", [source, table])).enabled !== false;
      return { what: `source table \`${key}\``, key, path, line, isThere };
    }),
  );
  return [...twice(nodes), ...twice(tables)];
}

function twice(all: readonly Named[]): readonly Gap[] {
  return [...Map.groupBy(all, ({ key }) => key).values()]
    .filter(({ length }) => length > 1)
    .flatMap((same) => {
      const there = same.filter(({ isThere }) => isThere());
      // Facts are kept by name: the last one stands.
      const stands = there.at(-1);
      return there.slice(0, -1).map(({ what, path, line }) => {
        const other = stands?.path === path ? `line ${stands.line}` : `\`${stands?.path ?? ""}\``;
        return gap(
          "name-taken",
          path,
          line,
          `${what} twice: only the one of ${other} is looked at, and dbt refuses both`,
        );
      });
    });
}
