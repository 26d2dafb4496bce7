import { git, type GitPlace } from "./run.ts";

/**
 * Path → the day on which the first-parent history of a commit got it for the last time, by its committers' clocks. In a
 * shallow clone the oldest commit seems to bring everything, so what it brings is left out.
 */
export async function firstSeen(
  place: GitPlace,
  commit: string,
  paths: readonly string[],
  shallow: boolean,
): Promise<ReadonlyMap<string, string>> {
  const what = ["--first-parent", "--diff-merges=first-parent", "--diff-filter=A", "--no-renames", "--raw", "-z"];
  const output = await git(place, ["--literal-pathspecs", "log", ...what, "--format=%ct %P", commit, "--", ...paths]);
  const days = new Map<string, string>();
  let day: string | undefined;
  const tokens = output.toString().split("\0");
  for (let at = 0; at < tokens.length; at++) {
    // Raw records start with a colon, so that a path can never be taken for a commit.
    const token = tokens[at]?.trimStart() ?? "";
    const [, seconds, parents] = /^(\d+) (.*)$/.exec(token) ?? [];
    if (token.startsWith(":")) {
      const path = tokens[++at] ?? "";
      if (day !== undefined && !days.has(path)) days.set(path, day);
    } else if (seconds !== undefined)
      day = shallow && parents === "" ? undefined : new Date(Number(seconds) * 1000).toISOString().slice(0, 10);
  }
  return days;
}
