import { settle } from "../node-pg-migrate/settle.ts";
import { defineFramework, type Entry, type Files, type History } from "../framework.ts";
import { base, byNumber, byText, folder } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";
import { sectioned } from "../sectioned.ts";

const ID = "node-pg-migrate";
const TITLE = "node-pg-migrate";
const OTHERS = /\bMigrationInterface\b|\bqueryInterface\b|@mikro-orm\/|\bknex\b|\bqueryRunner\b/i;

/** The number that the name begins with; one of 17 digits is a moment, as the others are in milliseconds. */
function prefix({ up }: Entry): string {
  const digits = /^\d+/.exec(base(up))?.[0] ?? "0";
  const [, day, hour, minute, second, rest] = /^(\d{8})(\d\d)(\d\d)(\d\d)(\d{3})$/.exec(digits) ?? [];
  if (day === undefined) return digits;
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const moment = Date.parse(`${date}T${hour}:${minute}:${second}.${rest}Z`);
  return Number.isNaN(moment) || moment < 0 ? digits : String(moment);
}

const order = (a: Entry, b: Entry): number => byNumber(prefix(a), prefix(b)) || byText(base(a.up), base(b.up));

const programs = scriptFramework({
  id: ID,
  title: TITLE,
  tools: [],
  owns: (text) =>
    /\bpgm\b|\bnode-pg-migrate\b/.test(text) && /\bexports?\b/.test(text) && /\bup\b/.test(text) && !OTHERS.test(text),
  words: async () => (await import("../node-pg-migrate/words.ts")).nodePgMigrate,
  settle,
  order,
});

const isProgram = (path: string, files: Files): boolean => files.read(path)?.document?.tool === ID;

const sql = sectioned({
  id: ID,
  title: TITLE,
  marks: { up: /^\s*--[\s-]*up\s+migration\s*$/i, down: /^\s*--[\s-]*down\s+migration\s*$/i, both: true },
  name: /^(?<version>\d+)[_-](?<name>.*)(?<!\.(?:up|down))\.sql$/,
  unmarked: true,
  beside: (root, files) => files.paths.some((path) => folder(path) === root && isProgram(path, files)),
  order,
  transaction: () => true,
});

/** node-pg-migrate: programs and SQL files in one folder, by the number that the name begins with, each in a transaction unless it says otherwise. */
export default defineFramework({
  ...sql,
  ...programs,
  ...(sql.marks === undefined ? {} : { marks: sql.marks }),
  wants: (path) => sql.wants(path) || programs.wants(path),
  async find(files, roots) {
    const found = [...(await sql.find(files, roots)), ...(await programs.find(files, roots))];
    return [...Map.groupBy(found, ({ root }) => root).values()].flatMap((parts): readonly History[] => {
      const [first] = parts;
      if (first === undefined) return [];
      return [{ ...first, migrations: parts.flatMap(({ migrations }) => migrations).sort(order) }];
    });
  },
});
