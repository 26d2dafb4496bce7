import { isMap } from "../../../code/value.ts";
import { KnexHost } from "../knex/hosts.ts";
import { byText } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";

const OTHERS = /\bMigrationInterface\b|\bqueryInterface\b|@mikro-orm\//i;

/** Knex: by the file's name, each in a transaction unless it says otherwise. */
export default scriptFramework({
  id: "knex",
  title: "Knex",
  tools: [],
  owns: (text) => /\bknex\b/i.test(text) && /\bexports?\b/.test(text) && /\bup\b/.test(text) && !OTHERS.test(text),
  name: () => undefined,
  given: (tape) => [new KnexHost(tape)],
  transaction(exported) {
    const config = exported.get("config");
    return !(isMap(config) && config.get("transaction") === false);
  },
  order: (a, b) => byText(a.up, b.up),
});
