import type { Fact, Gap } from "../../model/fact.ts";
import { globs } from "../../model/globs.ts";
import { defineReader } from "../../model/reader.ts";
import { foldersOf, isDead } from "./dead-links.ts";
import type { PlanText } from "./parse-plan.ts";

const MARKDOWN = /\.(?:md|markdown)$/i;
const YAML = /\.ya?ml$/i;

export default defineReader<PlanText>({
  id: "plans",
  version: 2,
  select(paths, { plans }) {
    const isPlan = globs(plans);
    return paths.filter((path) => (MARKDOWN.test(path) || YAML.test(path)) && isPlan(path));
  },
  /** Most repositories hold no plan, and what reads Markdown is half of the program. */
  parse: async (text) => (await import("./parse-plan.ts")).parsePlan(text),
  *link(files, _, paths = []): Iterable<Fact | Gap> {
    if (files.length === 0) return;
    const known = new Set(paths);
    const folders = foldersOf(paths);
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
          yield { ...placed(parsed.plan, path, (url) => isDead(url, path, known, folders)), id: path, hash };
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

/** Positions were taken without a path; here every one of them gets it, and every link is told whether it leads somewhere. */
function placed<T>(value: T, path: string, dead: (url: string) => boolean): T {
  if (Array.isArray(value)) return value.map((each: unknown) => placed(each, path, dead)) as T;
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(
    Object.entries(value).map(([key, each]: [string, unknown]) => [key, placed(each, path, dead)]),
  );
  const { url } = copy;
  if (typeof url === "string" && dead(url)) return { ...copy, dead: true } as T;
  return (copy["path"] === "" ? { ...copy, path } : copy) as T;
}
