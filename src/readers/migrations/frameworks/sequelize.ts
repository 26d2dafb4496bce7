import { byText } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";
import { dialectOfSettings, isSettings } from "../sequelize/settings.ts";

const OTHERS = /\bMigrationInterface\b|\bknex\b|@mikro-orm\/|\bqueryRunner\b/i;

/** Sequelize: by the file's name; a transaction only where the program opens one. */
export default scriptFramework({
  id: "sequelize",
  title: "Sequelize",
  tools: ["umzug"],
  owns: (text) =>
    /\bqueryInterface\b|\bsequelize\b/i.test(text) &&
    /\bexports?\b/.test(text) &&
    /\bup\b/.test(text) &&
    !OTHERS.test(text),
  words: async () => (await import("../sequelize/words.ts")).sequelize,
  order: (a, b) => byText(a.up, b.up),
  settings: { wants: isSettings, dialect: dialectOfSettings },
});
