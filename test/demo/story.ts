import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export interface Step {
  readonly folder: string;
  readonly title: string;
  readonly says: string;
  readonly message: string;
  /** What the merge box must say afterwards. */
  readonly expect: "blocked" | "clean";
  readonly files: Readonly<Record<string, string>>;
}

export interface Story {
  readonly repository: string;
  readonly pullRequest: {
    readonly title: string;
    readonly author: string;
    readonly branch: string;
    readonly body: string;
  };
  readonly base: { readonly says: string; readonly files: Readonly<Record<string, string>> };
  readonly steps: readonly Step[];
}

interface Written {
  readonly repository: string;
  readonly pull_request: Story["pullRequest"];
  readonly base: string;
  readonly steps: readonly Omit<Step, "files">[];
}

const folder = join(import.meta.dirname, "../../fixtures/demo");

const filesIn = (name: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(join(folder, name), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [path.slice(join(folder, name).length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")]),
  );

/** The story as it is told in `fixtures/demo/`. */
export const readStory = (): Story => {
  const written = parse(readFileSync(join(folder, "story.yml"), "utf8")) as Written;
  return {
    repository: written.repository,
    pullRequest: written.pull_request,
    base: { says: written.base, files: filesIn("base") },
    steps: written.steps.map((step) => ({ ...step, files: filesIn(step.folder) })),
  };
};
