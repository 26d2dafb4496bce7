import { byNumber, byText } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";

/** TypeORM: by the time stamp at the end of the class's name; all in one transaction, but for those that refuse it. */
export default scriptFramework({
  id: "typeorm",
  title: "TypeORM",
  tools: [],
  owns: (text) => /\bMigrationInterface\b/.test(text) || /\bqueryRunner\s*\.\s*query\(/.test(text),
  words: async () => (await import("../typeorm/words.ts")).typeorm,
  versionFromName: true,
  order: (a, b) => byNumber(digits(a.version), digits(b.version)) || byText(a.up, b.up),
});

const digits = (version: string): string => version.replaceAll(/\D/g, "");
