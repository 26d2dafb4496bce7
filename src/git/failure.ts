/** Git could not give what was asked; `remedy` is what the person at the keyboard can do about it. */
export class GitFailure extends Error {
  override readonly name = "GitFailure";
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}

/** Git's own last words, turned into a sentence with a way out. */
export function failureOf(directory: string, command: string, stderr: string): GitFailure {
  const said = stderr.trim();
  if (/dubious ownership/.test(said))
    return new GitFailure(
      `Git refuses to read ${directory}: another user owns it`,
      `If you trust that folder: git config --global --add safe.directory ${directory}`,
    );
  if (/not a git repository/i.test(said))
    return new GitFailure(
      `${directory} is not a git repository`,
      "Name one with --repo DIR, or compare two folders with --base-dir DIR --head-dir DIR",
    );
  if (/cannot change to|No such file or directory/.test(said) && command === "open")
    return new GitFailure(`There is no folder ${directory}`, "Check the path given with --repo");
  if (/promisor|could not fetch|unable to access|Could not read from remote/i.test(said))
    return new GitFailure(
      `This is a partial clone, and its remote did not give the missing objects: ${lastLine(said)}`,
      "Make the remote reachable, or fetch everything once: git fetch --refetch --no-filter",
    );
  return new GitFailure(`git ${command} failed: ${lastLine(said) || "it said nothing"}`);
}

const lastLine = (text: string): string =>
  text
    .split("\n")
    .findLast((line) => line.trim() !== "")
    ?.trim() ?? "";
