import { byNumber, byText } from "../paths.ts";
import { scriptFramework } from "../program/script-framework.ts";
import { QueryRunnerHost } from "../typeorm/hosts.ts";

/** TypeORM: by the time stamp at the end of the class's name; all in one transaction, but for those that refuse it. */
export default scriptFramework({
  id: "typeorm",
  title: "TypeORM",
  tools: [],
  owns: (text) => /\bMigrationInterface\b/.test(text) || /\bqueryRunner\s*\.\s*query\(/.test(text),
  name: () => undefined,
  given: (tape) => [new QueryRunnerHost(tape)],
  transaction: (exported) => exported.get("transaction") !== false,
  versionFromName: true,
  order: (a, b) => byNumber(digits(a.version), digits(b.version)) || byText(a.up, b.up),
});

const digits = (version: string): string => version.replaceAll(/\D/g, "");
