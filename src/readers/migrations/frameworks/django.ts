import type { Found } from "../django/history.ts";
import { isDjango } from "../django/is-django.ts";
import type { DjangoFile } from "../django/migration.ts";
import { defineFramework, type Files, type History } from "../framework.ts";
import { base, below, folder, within } from "../paths.ts";

const MIGRATION = /(^|\/)migrations\/[^/]+\.py$/;
const APP = /(^|\/)apps\.py$/;

/** Django: a graph over all apps of a project, each migration a transaction of its own unless it says `atomic = False`. */
export default defineFramework({
  id: "django",
  title: "Django",
  tools: [],
  extensions: [".py"],
  document: {
    owns: isDjango,
    read: async (text) => (await import("../django/migration.ts")).readDjango(text),
  },
  wants: (path) => (MIGRATION.test(path) && base(path) !== "__init__.py") || APP.test(path),
  async find(files, roots) {
    const found = files.paths.flatMap((path) => migrationAt(path, files));
    if (found.length === 0) return [];
    const { entriesOf } = await import("../django/history.ts");
    const given = roots.map((root) => root.path);
    const projects = Map.groupBy(found, ({ path }) => rootOf(path, files, given));
    return [...projects].map(([root, all]): History => ({ tool: "django", root, migrations: entriesOf(all) }));
  },
});

const contentOf = (path: string, files: Files): DjangoFile | undefined => {
  const document = files.read(path)?.document;
  return document?.tool === "django" ? (document.content as DjangoFile | undefined) : undefined;
};

/** The label of an app is the name of its folder, unless its configuration says otherwise. */
function migrationAt(path: string, files: Files): readonly Found[] {
  const content = contentOf(path, files);
  if (content?.is !== "migration") return [];
  const app = folder(folder(path));
  const config = contentOf(within(app, "apps.py"), files);
  const label = config?.is === "app" ? config.label : base(app);
  return [{ ...content, path, app: label, name: base(path).slice(0, -".py".length) }];
}

/** The project is the folder with `manage.py`, or the whole repository. */
function rootOf(path: string, files: Files, given: readonly string[]): string {
  const asked = given.find((root) => below(path, root));
  if (asked !== undefined) return asked;
  for (let at = folder(path); at !== ""; at = folder(at)) if (files.has(within(at, "manage.py"))) return at;
  return "";
}
