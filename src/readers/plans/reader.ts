import picomatch from "picomatch";
import type { Fact, Gap } from "../../model/fact.ts";
import { defineReader } from "../../model/reader.ts";
import type { PlanText } from "./parse-plan.ts";

const MARKDOWN = /\.(?:md|markdown)$/i;
const YAML = /\.ya?ml$/i;

export default defineReader<PlanText>({
  id: "plans",
  version: 1,
  select(paths, { plans }) {
    const isPlan = picomatch([...plans], { dot: true });
    return paths.filter((path) => (MARKDOWN.test(path) || YAML.test(path)) && isPlan(path));
  },
  /** Most repositories hold no plan, and what reads Markdown is half of the program. */
  parse: async (text) => (await import("./parse-plan.ts")).parsePlan(text),
  *link(files): Iterable<Fact | Gap> {
    for (const { path, hash, parsed } of files) {
      const gap = (key: string, line: number, reason: string): Gap => ({
        kind: "gap",
        reader: "plans",
        key,
        place: { path, line },
        reason,
      });
      switch (parsed.found) {
        case "nothing":
          break;
        case "plan":
          yield { ...placed(parsed.plan, path), id: path, hash };
          break;
        case "beyond":
          yield gap("too-large", parsed.line, `The plan is not read: ${parsed.reason}`);
          break;
        case "unreadable":
          yield gap(
            "front-matter-unread",
            parsed.line,
            `The front matter is not YAML that can be read (${parsed.reason}); put it right, so that it is known what this file is`,
          );
          break;
        case "kind": {
          const { name, meant, line } = parsed;
          const hint = meant === undefined ? "" : `; did you mean \`${meant}\`?`;
          yield gap("plan-kind-unknown", line, `\`${name}\` is no kind of plan that is known here${hint}`);
          break;
        }
      }
    }
  },
});

/** Positions were taken without a path; here every one of them gets it. */
function placed<T>(value: T, path: string): T {
  if (Array.isArray(value)) return value.map((each: unknown) => placed(each, path)) as T;
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, placed(each, path)]),
  );
  return (copy["path"] === "" ? { ...copy, path } : copy) as T;
}
