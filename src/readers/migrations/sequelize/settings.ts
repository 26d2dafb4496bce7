import { dialectOfPath } from "../foreign-dialect.ts";
import type { Files } from "../framework.ts";
import { folder } from "../paths.ts";

const SETTINGS = /(^|\/)config\/(?:config|database|sequelize)\.(?:json|[cm]?[jt]s)$|(^|\/)\.sequelizerc$/;

/** Could this file say which database Sequelize's command line speaks to? */
export const isSettings = (path: string): boolean => SETTINGS.test(path);

/** The database that the settings nearest to the folder name, where all of them name the same and it is not PostgreSQL. */
export function dialectOfSettings(root: string, files: Files): string | undefined {
  const near = files.paths.filter(isSettings).filter((path) => {
    const home = folder(path).replace(/(^|\/)config$/, "");
    return home === "" || root.startsWith(`${home}/`);
  });
  const nearest = near.toSorted((a, b) => b.length - a.length);
  for (const path of nearest) {
    const text = files.read(path)?.text ?? "";
    const said = new Set([...text.matchAll(/\bdialect["']?\s*:\s*["'](\w+)["']/g)].map(([, word = ""]) => word));
    if (said.size === 0) continue;
    const named = [...said].map((word) => dialectOfPath(`${word}/`));
    return named.length === 1 ? named[0] : undefined;
  }
  return undefined;
}
