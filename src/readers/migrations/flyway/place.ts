import type { Files } from "../framework.ts";
import { base, below, byText, folder, within } from "../paths.ts";
import type { Settings } from "./settings.ts";

/** Settings where they stand. */
export interface Told {
  readonly path: string;
  readonly settings: Settings;
}

/** Every Flyway that some settings file tells of; what is for tests alone comes last. */
export function toldIn(files: Files): readonly Told[] {
  return files.paths
    .flatMap((path) => {
      const document = files.read(path)?.document;
      if (document?.tool !== "flyway") return [];
      return (document.content as readonly Settings[]).map((settings) => ({ path, settings }));
    })
    .toSorted((a, b) => Number(isTest(a.path)) - Number(isTest(b.path)) || byText(a.path, b.path));
}

const isTest = (path: string): boolean => /(^|\/)(?:test|tests|it|dev)\//i.test(path);

/** The folders that settings name, as far as scripts lie in them. */
export function foldersOf({ path, settings }: Told, scripts: readonly string[]): readonly string[] {
  const folders = [...new Set(scripts.map(folder))];
  return settings.locations.flatMap((location) => {
    const at = location
      .replace(/^(?:classpath|filesystem):/, "")
      .replaceAll("{vendor}", "postgresql")
      .replace(/^\.?\/+|\/+$/g, "")
      .replace(/\$\{[^}]*\}\/?/, "");
    if (at === "" || at.includes("*")) return [];
    const exact = [within(folder(path), at), at];
    const ends = folders.flatMap((one) => {
      const [, root] =
        new RegExp(`^(.*?(?:^|/)${at.replaceAll(/[$()*+.?[\\\]^{|}]/g, String.raw`\$&`)})(?=/|$)`).exec(one) ?? [];
      return root === undefined ? [] : [root];
    });
    const near = ends.toSorted((a, b) => shared(b, path) - shared(a, path) || byText(a, b));
    const found = [...exact, ...near].find((one) => folders.some((inner) => below(inner, one)));
    return found === undefined ? [] : [found];
  });
}

function shared(one: string, other: string): number {
  const [left, right] = [one.split("/"), other.split("/")];
  const differs = left.findIndex((part, i) => part !== right[i]);
  return differs < 0 ? left.length : differs;
}

const moduleOf = (path: string): string => folder(path).replace(/(?:^|\/)(?:src\/.*|conf|config)$/, "");

/** The settings that hold for a folder: those that name it, else those of its module that name none. */
export function settingsFor(
  root: string,
  told: readonly Told[],
  named: ReadonlyMap<Told, readonly string[]>,
): Settings | undefined {
  const naming = told.find((one) => named.get(one)?.includes(root) === true);
  const beside = told
    .filter(
      ({ path, settings }) =>
        settings.locations.length === 0 &&
        !isTest(path) &&
        !base(path).startsWith("application-") &&
        below(root, moduleOf(path)),
    )
    .toSorted((a, b) => moduleOf(b.path).length - moduleOf(a.path).length);
  return (naming ?? beside[0])?.settings;
}
