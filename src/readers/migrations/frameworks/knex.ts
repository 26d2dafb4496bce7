import { byText } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";

const OTHERS = /\bMigrationInterface\b|\bqueryInterface\b|@mikro-orm\//i;

/** Knex: by the file's name, each in a transaction unless it says otherwise. */
export default scriptFramework({
  id: "knex",
  title: "Knex",
  tools: [],
  owns: (text) => /\bknex\b/i.test(text) && /\bexports?\b/.test(text) && /\bup\b/.test(text) && !OTHERS.test(text),
  words: async () => (await import("../knex/words.ts")).knex,
  order: (a, b) => byText(a.up, b.up),
});
