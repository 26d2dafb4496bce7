import { globs } from "./model/globs.ts";
import type { Repository } from "./ports.ts";

/** Where GitHub looks for it, the first that is there. */
export const ownerPaths: readonly string[] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"];

/** The CODEOWNERS that counts at a commit; undefined where there is none. */
export async function ownerFileAt(
  repository: Repository,
  commit: string,
): Promise<{ readonly path: string; readonly text: string } | undefined> {
  const entries = await repository.tree(commit);
  const entry = ownerPaths.map((place) => entries.find((one) => one.path === place)).find((one) => one !== undefined);
  if (entry === undefined || !entry.mode.startsWith("100")) return undefined;
  const bytes = (await repository.blobs([entry.hash])).get(entry.hash);
  return bytes === undefined ? undefined : { path: entry.path, text: new TextDecoder().decode(bytes) };
}

/** Who answers for a path at a commit, by its CODEOWNERS; empty where nobody is named. */
export async function ownersAt(repository: Repository, commit: string, path: string): Promise<readonly string[]> {
  const file = await ownerFileAt(repository, commit);
  return file === undefined ? [] : codeOwners(file.text, path);
}

const OWNER = /^(?:@[A-Za-z0-9][A-Za-z0-9-]*(?:\/[\w.-]+)?|[^@\s]+@[^@\s]+\.[^@\s]+)$/;

/** Lines that GitHub skips, or reads otherwise than they look. */
export function ownerProblems({ path, text }: { readonly path: string; readonly text: string }): readonly {
  readonly path: string;
  readonly line: number;
  readonly said: string;
}[] {
  return text.split(/\r?\n/).flatMap((raw, at) => {
    const [pattern = "", ...owners] = cells(raw);
    const place = { path, line: at + 1 };
    if (pattern.startsWith("!") || /[[\]]/.test(pattern))
      return [
        {
          ...place,
          said: `Unexpected pattern \`${pattern}\`, expected one without \`!\` and brackets: GitHub skips the line`,
        },
      ];
    const wrong = owners.find((owner) => !OWNER.test(owner));
    return wrong === undefined
      ? []
      : [
          {
            ...place,
            said: `Unexpected owner \`${wrong}\`, expected \`@person\`, \`@organisation/team\` or a mail address`,
          },
        ];
  });
}

const cells = (line: string): readonly string[] =>
  line
    .replace(/(?:^|\s)#.*$/, "")
    .trim()
    .split(/(?<!\\)\s+/);

/** The owners that the last line which fits a path names. Patterns as GitHub reads them: no `!`, no brackets. */
export function codeOwners(text: string, path: string): readonly string[] {
  let owners: readonly string[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [pattern = "", ...named] = cells(line);
    if (pattern !== "" && fits(pattern.replaceAll("\\ ", " "), path)) owners = named;
  }
  return owners;
}

function fits(pattern: string, path: string): boolean {
  const anchored = /.\/./.test(pattern) || pattern.startsWith("/");
  const glob = `${anchored ? "" : "**/"}${pattern.replace(/^\//, "")}`;
  // There only `*` and `?` stand for something else; a folder's glob is for all that is in it.
  const plain = glob.replaceAll(/[[\]{}()!]/g, String.raw`\$&`);
  return globs(/(?:^|\/)\*$|\/$/.test(plain) ? [plain] : [plain, `${plain}/**`])(path);
}
